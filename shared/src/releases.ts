/** The Kuma releases that one can choose from, newest first; spelled as settings spell them. */
export const releaseNames = ["3.0-dev", "2.14", "2.13", "2.12", "2.11", "2.10", "2.9", "2.8", "2.7"] as const;
