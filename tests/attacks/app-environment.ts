/** Stands in for Kit's `$app/environment` where the doors are loaded without Kit. */
export const building = false;
