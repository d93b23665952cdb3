import type { DehydratedState } from '@tanstack/react-query';

type Queries = DehydratedState['queries'];

/** How much of what was read stays readable without a network, in characters: far below 1 MB also where each takes three bytes. */
const keptCharacters = 250_000;

/** The newest answers that fit. Chosen one by one, so that a single long list does not push out everything else. */
export function newestThatFit(queries: Queries, limit = keptCharacters): Queries {
  let room = limit;
  return [...queries]
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
    .filter((query) => {
      const size = JSON.stringify(query).length;
      if (size > room) return false;
      room -= size;
      return true;
    });
}
