/** The mail with a sign-in link, plain and HTML, in the person's language. */
import type { Lang } from '#contracts/ids.ts';
import * as m from '#messages/messages.js';
import { escapeHtml as escape } from './escape-html.ts';
import type { Mail } from './mailer.ts';

export function signInMail(options: {
	to: string;
	lang: Lang;
	link: string;
	minutes: number;
	organisation: string;
}): Mail {
	const { to, lang, link, minutes } = options;
	// A line end in a subject would begin another header.
	const organisation = options.organisation.replace(/\p{Cc}+/gu, ' ');
	const locale = { locale: lang };
	const lines = {
		subject: m.mail_sign_in_subject({ organisation }, locale),
		lead: m.mail_sign_in_lead({ minutes }, locale),
		button: m.mail_sign_in_button({}, locale),
		ignore: m.mail_sign_in_ignore({}, locale),
	};
	return {
		to,
		link,
		subject: lines.subject,
		text: `${lines.lead}\n\n${link}\n\n${lines.ignore}\n`,
		html: `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><title>${escape(lines.subject)}</title></head>
<body style="margin:0;padding:32px 20px;background:#faf6ee;color:#1f1d1a;font:17px/1.55 'Atkinson Hyperlegible Next',Verdana,sans-serif">
<p style="max-width:34em;margin:0 auto 24px">${escape(lines.lead)}</p>
<p style="max-width:34em;margin:0 auto 24px"><a href="${escape(link)}" style="color:#0b5453;font-weight:600">${escape(lines.button)}</a></p>
<p style="max-width:34em;margin:0 auto;color:#57534b">${escape(lines.ignore)}</p>
</body></html>
`,
	};
}
