import type { Tx } from '../../../platform/db/database.ts';
import { type AccountFacts, accountFacts } from './account-facts.ts';
import { readAnswers } from './fact-store.ts';

/** What was read of an account, by the newest answers of its sources. */
export async function accountFactsOf(tx: Tx, providerId: number): Promise<AccountFacts> {
  return accountFacts(await readAnswers(tx, providerId, null));
}
