# Two stages: build with everything, ship with what runs. The image runs as a non-root user on a read-only file system.
FROM node:24-bookworm-slim AS build
WORKDIR /app
ENV NODE_ENV=development
COPY package.json package-lock.json .npmrc ./
RUN npm install --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=5173 \
    MURMURE_DATA_DIR=/data \
    MURMURE_KEY_DIR=/keys
WORKDIR /app
RUN mkdir -p /data /keys && chown -R node:node /data /keys
COPY --from=build --chown=root:root /app/package.json ./package.json
COPY --from=build --chown=root:root /app/node_modules ./node_modules
COPY --from=build --chown=root:root /app/build ./build
COPY --from=build --chown=root:root /app/bin ./bin
COPY --from=build --chown=root:root /app/scripts ./scripts
COPY --from=build --chown=root:root /app/drizzle ./drizzle
COPY --from=build --chown=root:root /app/analytics ./analytics
COPY --from=build --chown=root:root /app/src/lexicon ./src/lexicon
COPY --from=build --chown=root:root /app/src/server/demo/check-ins ./src/server/demo/check-ins
USER node
VOLUME ["/data", "/keys"]
EXPOSE 5173
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.PORT||5173)+'/api/health').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "bin/murmure.mjs", "start"]
