/** The confidentiality page under the name by which people ask for it. */
import { redirect } from '@sveltejs/kit';

export const GET = () => redirect(308, '/confidentiality');
