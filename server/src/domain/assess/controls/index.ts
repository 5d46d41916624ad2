export type { AccountFacts } from './account-facts.ts';
export type { Catalogue } from './catalogue.ts';
export { customControlRoutes, customControls } from './custom/index.ts';
export { acceptedFindings, exceptionRoutes, reopenExceptions, sweepExceptions } from './exceptions/index.ts';
export { type AccountRow, firstObservation, listAccounts, readAnswers } from './fact-store.ts';
export { type JudgeCounts, judgeAccount } from './judge-account.ts';
export { judgeInMemory, judgeWithoutKeeping } from './judge-memory.ts';
export { type ControlsDeps, catalogueFor } from './organisation-catalogue.ts';
export {
  addCounts,
  addToTally,
  type ControlStatus,
  type Counts,
  except,
  inScope,
  type JudgedScope,
  noCounts,
  statusOfCounts,
  type Tally,
  typesOfControl,
  unlistedFor,
  worstStatus,
} from './tally.ts';
export { type AcceptedFinding, type FoundResource, firstFindings, tallyKept } from './tally-store.ts';
