import { setTimeout as wait } from 'node:timers/promises';
import type { Scope } from '../../../../core/scope.ts';
import { sha256Hex } from '../../../../platform/hash.ts';
import type { Advisor, AdvisorAnswer, AdvisorQuestion } from '../../../../plugin-kit/define-advisor.ts';
import { recordAudit } from '../../../govern/audit-log/index.ts';
import type { RecommendationsDeps } from '../deps.ts';
import * as runs from '../model-run-store.ts';
import * as store from '../store.ts';
import { type Checked, checkAnswer } from './check-answer.ts';
import { promptRevision, questionAbout, tokensOf } from './prompt.ts';
import { type Redactor, redactor } from './redact.ts';

export type Worded = { asked: number; worded: number; refused: number; note: string | null };

type Asking = {
  runId: number;
  items: store.ToWord[];
  question: AdvisorQuestion;
  redact: Redactor;
  startedAt: Date;
};

const batch = 10;
const usualRetryMs = [1000, 4000, 15_000];

/**
 * Lets the language model word what is pending and urgent, in batches. Whatever goes wrong, the words of the rules
 * stay, and each recommendation says why.
 */
export async function wordPending(
  deps: RecommendationsDeps,
  scope: Scope,
  executionId: number,
  signal: AbortSignal,
): Promise<Worded> {
  const sum: Worded = { asked: 0, worded: 0, refused: 0, note: null };
  const { advisor } = deps;
  if (advisor === null) return { ...sum, note: 'there is no key for a language model' };
  for (;;) {
    signal.throwIfAborted();
    const asking = await begin(deps, advisor, scope, executionId);
    if (asking === null) return sum;
    if (typeof asking === 'string') return { ...sum, note: asking };
    const { answer, attempts } = await askPatiently(deps, advisor, asking.question, signal);
    const outcome = await end(deps, advisor, scope, asking, answer, attempts);
    sum.asked += asking.items.length;
    sum.worded += outcome.worded;
    sum.refused += asking.items.length - outcome.worded;
    if (outcome.note !== null) sum.note = outcome.note;
    if (answer.outcome !== 'answered') return sum;
  }
}

/** Null: nothing is left to word. A sentence: why nothing is asked. */
async function begin(
  deps: RecommendationsDeps,
  advisor: Advisor,
  scope: Scope,
  executionId: number,
): Promise<Asking | string | null> {
  return await deps.db.within(scope, async (tx) => {
    const settings = await runs.readSettings(tx);
    if (!settings.model_enabled) return 'the organisation does not want a language model';
    const items = await store.listToWord(tx, batch);
    if (items.length === 0) return null;
    const now = deps.clock.now();
    const redact = redactor(
      settings.redaction,
      items.flatMap(({ resources }) => resources.map(knownOf)),
    );
    const question = questionAbout(items, redact);
    const ids = items.map(({ id }) => id);
    const explain = async (note: string): Promise<string> => {
      for (const id of ids)
        await store.setWords(tx, id, { advice: null, generator: 'rules', note, runId: null });
      return note;
    };
    const leaks = redact.leaks(question.evidence);
    if (leaks.length > 0)
      return await explain(
        `Words by the rules: ${leaks.length} values could not be hidden, so nothing was sent.`,
      );
    const midnight = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
    const used = await runs.usedSince(tx, midnight);
    const tokens = tokensOf(question);
    if (
      used.requests >= settings.daily_requests ||
      used.tokens + tokens.input + tokens.output > settings.daily_tokens
    )
      return await explain(
        `Words by the rules: the budget of ${now.toISOString().slice(0, 10)} for ${advisor.title} is spent.`,
      );
    const runId = await runs.insertModelRun(tx, {
      execution_id: executionId,
      advisor: advisor.id,
      model: advisor.model,
      prompt_revision: promptRevision,
      redaction: settings.redaction,
      evidence_sha256: sha256Hex(question.evidence),
      recommendation_ids: ids,
      input_tokens: tokens.input,
      output_tokens: tokens.output,
      started_at: now,
    });
    return { runId, items, question, redact, startedAt: now };
  });
}

const knownOf = (resource: store.ToWord['resources'][number]) => ({
  externalId: resource.external_id,
  name: resource.name,
  accountId: resource.account_id,
  tags: resource.tags,
  configuration: resource.configuration,
});

async function askPatiently(
  deps: RecommendationsDeps,
  advisor: Advisor,
  question: AdvisorQuestion,
  signal: AbortSignal,
): Promise<{ answer: AdvisorAnswer; attempts: number }> {
  const waits = deps.retryMs ?? usualRetryMs;
  for (let attempts = 1; ; attempts += 1) {
    const answer = await advisor.ask(question, signal);
    const pause = waits[attempts - 1];
    if (answer.outcome !== 'busy' || pause === undefined) return { answer, attempts };
    await wait(pause, undefined, { signal });
  }
}

async function end(
  deps: RecommendationsDeps,
  advisor: Advisor,
  scope: Scope,
  asking: Asking,
  answer: AdvisorAnswer,
  attempts: number,
): Promise<{ worded: number; note: string | null }> {
  const { items, redact, runId } = asking;
  const { checked, failure } = verdictOf(answer, items, redact);
  return await deps.db.within(scope, async (tx) => {
    const worded: number[] = [];
    for (const item of items) {
      const now = await store.adviceOf(tx, item.id);
      // It was brought up to date, closed or deleted meanwhile: these words are about something else.
      if (now === undefined || now.status !== 'pending' || now.content_hash !== item.content_hash) continue;
      const advice = checked?.accepted.get(item.id);
      if (advice !== undefined) {
        await store.setWords(tx, item.id, { advice, generator: advisor.id, note: null, runId });
        worded.push(item.id);
        continue;
      }
      const reason =
        failure ?? `its answer was not taken: ${checked?.refused.get(item.id) ?? 'nothing was answered'}`;
      const note = `Words by the rules: ${advisor.title} was asked, and ${reason}.`;
      // What was answered badly is not asked again; what failed is, by the next run.
      const again = answer.outcome !== 'answered';
      await store.setWords(tx, item.id, {
        advice: null,
        generator: 'rules',
        note,
        runId: again ? null : runId,
      });
    }
    const status =
      failure !== null
        ? answer.outcome === 'answered'
          ? 'rejected'
          : 'failed'
        : worded.length === items.length
          ? 'succeeded'
          : worded.length === 0
            ? 'rejected'
            : 'partial';
    const spent =
      answer.outcome === 'answered' || answer.tokens.input > 0 ? answer.tokens : tokensOf(asking.question);
    const note = failure ?? ([...(checked?.refused.values() ?? [])].join('; ').slice(0, 1000) || null);
    await runs.endModelRun(tx, runId, {
      status,
      accepted: worded.length,
      note,
      attempts,
      input_tokens: spent.input,
      output_tokens: spent.output,
      duration_ms: Math.max(0, deps.clock.now().getTime() - asking.startedAt.getTime()),
    });
    await recordAudit(tx, {
      action: 'recommendation.model_asked',
      target: { type: 'recommendation_model_run', id: runId },
      outcome: worded.length > 0 ? 'succeeded' : 'failed',
      detail: {
        model: advisor.model,
        prompt_revision: promptRevision,
        evidence_sha256: sha256Hex(asking.question.evidence),
        recommendations: items.map(({ id }) => id),
        worded,
        note,
      },
    });
    return { worded: worded.length, note };
  });
}

function verdictOf(
  answer: AdvisorAnswer,
  items: readonly store.ToWord[],
  redact: Redactor,
): { checked: Checked | null; failure: string | null } {
  if (answer.outcome !== 'answered') return { checked: null, failure: answer.reason };
  try {
    return { checked: checkAnswer(answer.text, items, redact), failure: null };
  } catch (error) {
    if (error instanceof TypeError) return { checked: null, failure: error.message };
    throw error;
  }
}
