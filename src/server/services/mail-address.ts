/** What passes for a mail address: enough to catch a slip, never more than the mail server itself would refuse. */
export const MAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,189}$/;
