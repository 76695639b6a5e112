/** What better-auth may write about sessions: the hash of the token instead of the token, and nothing about address or browser. */
import { createHash } from 'node:crypto';
import { drizzleAdapter } from '@better-auth/drizzle-adapter';
import type { Database } from '../db/database.ts';
import * as schema from '../db/schema/auth.ts';

type Factory = ReturnType<typeof drizzleAdapter>;
type Adapter = ReturnType<Factory>;
type Where = { field: string; value: unknown };
type Row = Record<string, unknown>;

/** The drizzle adapter, wrapped: whoever reads the database finds no token that a cookie could carry. */
export function sessionStore(db: Database): Factory {
	const factory = drizzleAdapter(db, { provider: 'pg', schema, transaction: true });
	return (options) => {
		const adapter = factory(options);
		return {
			...wrap(adapter),
			transaction: (work) => adapter.transaction((inner) => work(wrap(inner as Adapter))),
		};
	};
}

const hashToken = (token: unknown): string =>
	createHash('sha256').update(String(token)).digest('base64url');

/** Where-clauses name the hash. */
const concealWhere = (where: Where[] | undefined) =>
	where?.map((clause) =>
		clause.field !== 'token'
			? clause
			: {
					...clause,
					value: Array.isArray(clause.value)
						? clause.value.map(hashToken)
						: hashToken(clause.value),
				},
	);

/** Rows found by their token get it back: better-auth goes on with it. */
const reveal = (row: unknown, token: unknown): unknown =>
	row && typeof token === 'string' ? { ...(row as Row), token } : row;

const tokenIn = (where: Where[] | undefined): unknown =>
	where?.find((clause) => clause.field === 'token')?.value;

function wrap(adapter: Adapter): Adapter {
	const methods = adapter as unknown as Record<string, (request: never) => Promise<unknown>>;
	const wrapped: Record<string, unknown> = { ...adapter };
	for (const name of ['findOne', 'update', 'delete', 'consumeOne', 'incrementOne'])
		wrapped[name] = async (request: { model: string; where?: Where[] }) =>
			request.model !== 'session'
				? methods[name]?.(request as never)
				: reveal(
						await methods[name]?.({ ...request, where: concealWhere(request.where) } as never),
						tokenIn(request.where),
					);
	for (const name of ['findMany', 'count', 'updateMany', 'deleteMany'])
		wrapped[name] = (request: { model: string; where?: Where[] }) =>
			methods[name]?.(
				(request.model !== 'session'
					? request
					: { ...request, where: concealWhere(request.where) }) as never,
			);
	wrapped.create = async (request: { model: string; data: Row }) => {
		if (request.model !== 'session') return methods.create?.(request as never);
		// eslint-disable-next-line @typescript-eslint/no-unused-vars
		const { ipAddress, userAgent, token, ...data } = request.data;
		const row = await methods.create?.({
			...request,
			data: { ...data, token: hashToken(token) },
		} as never);
		return reveal(row, token);
	};
	return wrapped as unknown as Adapter;
}
