import { ApiError, FinishReason, GoogleGenAI } from '@google/genai';
import type { Advisor, AdvisorAnswer } from '../../../plugin-kit/define-advisor.ts';

const timeoutMs = 60_000;
const nothing = { input: 0, output: 0 };

/**
 * Gemini by Google's own SDK: structured output by a JSON schema, temperature 0. `baseUrl` is for proxies and tests.
 * 429 and 5xx are `busy`; the SDK tries nothing again by itself, because whoever asks counts the requests.
 */
export function geminiAdvisor(options: {
  apiKey: string;
  model: string;
  baseUrl?: string | undefined;
}): Advisor {
  const client = new GoogleGenAI({
    apiKey: options.apiKey,
    vertexai: false,
    httpOptions: {
      timeout: timeoutMs,
      retryOptions: { attempts: 1 },
      ...(options.baseUrl === undefined ? {} : { baseUrl: options.baseUrl }),
    },
  });
  return {
    id: 'gemini',
    title: 'Gemini',
    model: options.model,
    async ask(question, signal) {
      try {
        const response = await client.models.generateContent({
          model: options.model,
          contents: question.evidence,
          config: {
            systemInstruction: question.instructions,
            temperature: 0,
            candidateCount: 1,
            maxOutputTokens: question.mostOutputTokens,
            responseMimeType: 'application/json',
            responseJsonSchema: question.answerSchema,
            abortSignal: signal,
          },
        });
        const tokens = {
          input: response.usageMetadata?.promptTokenCount ?? 0,
          output:
            (response.usageMetadata?.candidatesTokenCount ?? 0) +
            (response.usageMetadata?.thoughtsTokenCount ?? 0),
        };
        const finish = response.candidates?.[0]?.finishReason;
        if (finish !== undefined && finish !== FinishReason.STOP)
          return { outcome: 'failed', reason: `it ended with ${finish}`, tokens };
        const { text } = response;
        if (text === undefined || text === '')
          return { outcome: 'failed', reason: 'it answered without a text', tokens };
        return { outcome: 'answered', text, tokens };
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        return failureOf(error);
      }
    },
  };
}

/** Never with the words of the other side: an error may repeat the request. */
function failureOf(error: unknown): AdvisorAnswer {
  if (!(error instanceof ApiError))
    return { outcome: 'busy', reason: 'it could not be reached', tokens: nothing };
  const { status } = error;
  if (status === 429)
    return { outcome: 'busy', reason: 'it answered 429: too many requests', tokens: nothing };
  if (status >= 500) return { outcome: 'busy', reason: `it answered ${status}`, tokens: nothing };
  const why =
    status === 401 || status === 403
      ? ', so the key is not accepted'
      : status === 404
        ? ', so there is no such model'
        : '';
  return { outcome: 'failed', reason: `it answered ${status}${why}`, tokens: nothing };
}
