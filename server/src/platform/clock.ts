/** Time as a dependency: domain code never asks the machine, so that tests can hold it. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };
