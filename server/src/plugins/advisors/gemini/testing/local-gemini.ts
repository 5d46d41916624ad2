import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the next requests are answered with; a function sees the evidence and the whole body. */
export type Answering =
  | { status: number; body?: string }
  | { text: string | ((evidence: string) => string); finishReason?: string };

/** A server on loopback that speaks as much of the Gemini API as the SDK asks for. */
export async function localGemini() {
  const answers: Answering[] = [];
  const requests: { path: string; key: string | undefined; body: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      requests.push({
        path: request.url ?? '',
        key: request.headers['x-goog-api-key'] as string | undefined,
        body,
      });
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      response.setHeader('content-type', 'application/json');
      if (answer === undefined || 'status' in answer) {
        response.statusCode = answer?.status ?? 500;
        response.end(
          answer?.body ??
            JSON.stringify({ error: { code: response.statusCode, message: 'no', status: 'NO' } }),
        );
        return;
      }
      const { contents } = JSON.parse(body) as { contents: { parts: { text: string }[] }[] };
      const evidence = contents[0]?.parts[0]?.text ?? '';
      const text = typeof answer.text === 'string' ? answer.text : answer.text(evidence);
      response.end(
        JSON.stringify({
          candidates: [
            { content: { role: 'model', parts: [{ text }] }, finishReason: answer.finishReason ?? 'STOP' },
          ],
          usageMetadata: { promptTokenCount: 1200, candidatesTokenCount: 300, totalTokenCount: 1500 },
        }),
      );
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    /** The last one answers all that follow. */
    answerWith(...next: Answering[]): void {
      answers.splice(0, answers.length, ...next);
      requests.length = 0;
    },
    close: () =>
      new Promise<void>((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
