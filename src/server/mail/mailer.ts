/** Sends mail by SMTP_URL; without one, the console is the outbox. */
import nodemailer from 'nodemailer';
import { log } from '../log.ts';

export type Mail = {
	to: string;
	subject: string;
	text: string;
	html: string;
	/** The one link in it: all that the console shows. */
	link: string;
};
export type Mailer = {
	send(mail: Mail): Promise<void>;
	/** Whether real mail leaves. */
	readonly real: boolean;
	close(): void;
};

export function createMailer({
	smtpUrl,
	mailFrom,
}: {
	smtpUrl: string | null;
	mailFrom: string;
}): Mailer {
	if (!smtpUrl) return consoleMailer();
	const transport = nodemailer.createTransport(smtpUrl, { from: mailFrom });
	return {
		real: true,
		async send({ to, subject, text, html }) {
			await transport.sendMail({
				to,
				subject,
				text,
				html,
				// Says to vacation replies and the like that nobody waits for an answer.
				headers: { 'Auto-Submitted': 'auto-generated' },
			});
			log('mail sent');
		},
		close: () => transport.close(),
	};
}

/** Shows the link only: addresses stay out of whatever keeps the console's output. */
const consoleMailer = (): Mailer => ({
	real: false,
	async send({ link }) {
		process.stderr.write(
			`murmure: no SMTP_URL is set, so this console is the outbox. The link that was asked for:\n  ${link}\n`,
		);
	},
	close: () => {},
});
