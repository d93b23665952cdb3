/** Phrases of what is seen on the way and of who is asked to come; one voice says them and those of `phrases`. */
export const everyday: readonly string[] = [];
