/** For `npx drizzle-kit generate` only: migrations are applied by src/server/db/migrate.ts. */
import { defineConfig } from 'drizzle-kit';

export default defineConfig({
	dialect: 'postgresql',
	schema: './src/server/db/schema/*.ts',
	out: './drizzle',
});
