import type { JsonObject } from '../core/json.ts';

/** One question to a language model. The texts are ready to leave: whoever asks has taken out what may not. */
export type AdvisorQuestion = {
  instructions: string;
  evidence: string;
  /** JSON Schema of the answer. */
  answerSchema: JsonObject;
  mostOutputTokens: number;
};

export type AdvisorAnswer = { tokens: { input: number; output: number } } & (
  | { outcome: 'answered'; text: string }
  /** Try again later, in this run. */
  | { outcome: 'busy'; reason: string }
  | { outcome: 'failed'; reason: string }
);

/** A language model that words recommendations. It never throws for what the other side does; `signal` ends it. */
export type Advisor = {
  /** Permanent: `gemini`. */
  id: string;
  title: string;
  model: string;
  ask(question: AdvisorQuestion, signal: AbortSignal): Promise<AdvisorAnswer>;
};
