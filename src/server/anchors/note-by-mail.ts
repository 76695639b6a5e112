/** Mails the head to the staff representatives: whoever keeps the mail can tell a ledger that was cut short or rewritten. */
import * as m from '#messages/messages.js';
import type { Lang } from '#contracts/ids.ts';
import type { Anchor } from '#release/ledger.ts';
import type { Mailer } from '../mail/mailer.ts';
import { escapeHtml } from '../mail/escape-html.ts';
import { anchorText, whyOf, type Noted } from './note.ts';

export type AnchorMail = {
	to: string;
	lang: Lang;
	organisation: string;
	/** Of this Murmure, where anyone reads how to check. */
	origin: string;
	day: string;
};

/** `why`: `smtp-unset` where mail does not leave. */
export async function noteByMail(
	mailer: Mailer,
	anchor: Anchor,
	{ to, lang, organisation, origin, day }: AnchorMail,
): Promise<Noted> {
	if (!mailer.real) return { ok: false, why: 'smtp-unset' };
	const locale = { locale: lang };
	const link = `${origin}/confidentiality`;
	const subject = m.mail_anchor_subject({ organisation, day }, locale);
	const lines = [
		m.mail_anchor_lead({ organisation }, locale),
		anchorText(anchor),
		m.mail_anchor_keep({}, locale),
		link,
	];
	const shown = lines
		.map((line) => `<p style="margin:0 0 24px">${escapeHtml(line)}</p>`)
		.join('\n');
	try {
		await mailer.send({
			to,
			link,
			subject,
			text: `${lines.join('\n\n')}\n`,
			html: `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:32px 20px;background:#faf6ee;color:#1f1d1a;font:17px/1.55 Verdana,sans-serif;overflow-wrap:anywhere">
${shown}
</body></html>
`,
		});
		return { ok: true };
	} catch (error) {
		return { ok: false, why: whyOf(error) };
	}
}
