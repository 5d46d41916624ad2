export type { AccountFacts } from './account-facts.ts';
export { type Catalogue, catalogueOf, readTypes, statusOf, type TypeCatalogue } from './catalogue.ts';
export { customControlRoutes } from './custom/index.ts';
export {
  type AcceptedFinding as ExceptedFinding,
  acceptedFindings,
  type ExceptionRow,
  exceptionRoutes,
  readExceptions,
  sweepExceptions,
} from './exceptions/index.ts';
export { type AccountRow, firstObservation, listAccounts } from './fact-store.ts';
export { accountFactsOf } from './facts-of-account.ts';
export { listControlResources } from './finding-list-store.ts';
export { type JudgeCounts, judgeAccount } from './judge-account.ts';
export { judgeInMemory, judgeWithoutKeeping } from './judge-memory.ts';
export type { Finding, Judgement } from './judge-type.ts';
export { judgedAt } from './judgement-store.ts';
export { type ControlsDeps, catalogueFor } from './organisation-catalogue.ts';
export { verdictsOfResource } from './resource-verdicts.ts';
export { resourcesAt } from './resources-at.ts';
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
