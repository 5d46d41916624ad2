import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Advisor } from '../../../plugin-kit/define-advisor.ts';
import { geminiAdvisor } from './advisor.ts';
import { localGemini } from './testing/local-gemini.ts';

const question = {
  instructions: 'Answer well.',
  evidence: '{"items":[]}',
  answerSchema: { type: 'object', properties: { items: { type: 'array' } } },
  mostOutputTokens: 100,
};

describe('Gemini by its SDK', () => {
  let gemini: Awaited<ReturnType<typeof localGemini>>;
  let advisor: Advisor;
  const ask = (signal = new AbortController().signal) => advisor.ask(question, signal);

  beforeAll(async () => {
    gemini = await localGemini();
    advisor = geminiAdvisor({ apiKey: 'key-of-the-suite', model: 'gemini-2.5-pro', baseUrl: gemini.url });
  });
  afterAll(async () => await gemini?.close());

  it('asks the model once, with the schema, at temperature 0, and counts the tokens', async () => {
    gemini.answerWith({ text: '{"items":[]}' });
    expect(await ask()).toEqual({
      outcome: 'answered',
      text: '{"items":[]}',
      tokens: { input: 1200, output: 300 },
    });
    expect(gemini.requests).toHaveLength(1);
    const [request] = gemini.requests;
    expect(request?.path).toContain('/models/gemini-2.5-pro:generateContent');
    expect(request?.key).toBe('key-of-the-suite');
    expect(JSON.parse(request?.body ?? '')).toMatchObject({
      contents: [{ parts: [{ text: question.evidence }] }],
      systemInstruction: { parts: [{ text: question.instructions }] },
      generationConfig: {
        temperature: 0,
        candidateCount: 1,
        maxOutputTokens: 100,
        responseMimeType: 'application/json',
        responseJsonSchema: question.answerSchema,
      },
    });
  });

  it.each([
    [429, 'busy'],
    [500, 'busy'],
    [503, 'busy'],
    [400, 'failed'],
    [403, 'failed'],
    [404, 'failed'],
  ])(
    'calls %i %s, without trying again by itself and without the words of the other side',
    async (status, outcome) => {
      gemini.answerWith({
        status,
        body: JSON.stringify({ error: { code: status, message: 'the secret of the request' } }),
      });
      const answer = await ask();
      expect(answer).toMatchObject({ outcome, tokens: { input: 0, output: 0 } });
      expect(JSON.stringify(answer)).toContain(String(status));
      expect(JSON.stringify(answer)).not.toContain('secret');
      expect(gemini.requests).toHaveLength(1);
    },
  );

  it('does not take an answer that was cut off or held back', async () => {
    gemini.answerWith({ text: '{"items":[', finishReason: 'MAX_TOKENS' });
    expect(await ask()).toMatchObject({ outcome: 'failed', reason: 'it ended with MAX_TOKENS' });
    gemini.answerWith({ text: '', finishReason: 'SAFETY' });
    expect(await ask()).toMatchObject({ outcome: 'failed', reason: 'it ended with SAFETY' });
  });

  it('calls a server that is not there busy', async () => {
    const nowhere = geminiAdvisor({ apiKey: 'k', model: 'm', baseUrl: 'http://127.0.0.1:9' });
    expect(await nowhere.ask(question, new AbortController().signal)).toMatchObject({
      outcome: 'busy',
      reason: 'it could not be reached',
    });
  });

  it('ends when it is told to', async () => {
    gemini.answerWith({ text: '{}' });
    await expect(ask(AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
  });
});
