// A receiver of InfraAudit's webhooks with Node and nothing else. WEBHOOK_SECRET is the secret of the webhook,
// during a change of secrets both of them with a comma between; PORT is 8787 when absent.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const secrets = (process.env.WEBHOOK_SECRET ?? '').split(',').filter((secret) => secret !== '');
if (secrets.length === 0) throw new Error('Set WEBHOOK_SECRET to the secret of the webhook.');
const toleranceSeconds = 300;
const mostBytes = 1024 * 1024;
const rememberedIds = 10_000;

/** Why the message is not to be believed; null when it is. */
function problemOf(headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (!id || !timestamp || !signatures) return 'a header is missing';
  if (!/^\d+$/.test(timestamp)) return 'the time is no number';
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > toleranceSeconds) return 'it is too old or too new';
  const right = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    const digest = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
    return Buffer.from(`v1,${digest}`);
  });
  const holds = signatures
    .split(' ')
    .map((signature) => Buffer.from(signature))
    .some((given) => right.some((one) => one.length === given.length && timingSafeEqual(one, given)));
  return holds ? null : 'the signature does not fit';
}

// The same message may come more than once: its id says so. A real receiver keeps the ids in its database.
const handled = new Set();

function handle({ event, timestamp, data }) {
  console.log(`${timestamp} ${event} ${JSON.stringify(data)}`);
}

const server = createServer((request, response) => {
  const chunks = [];
  let size = 0;
  request.on('data', (chunk) => {
    size += chunk.length;
    if (size > mostBytes) request.destroy();
    else chunks.push(chunk);
  });
  request.on('end', () => {
    const body = Buffer.concat(chunks); // the raw bytes: parsed and written again they would not fit
    const problem = problemOf(request.headers, body);
    if (problem !== null) {
      console.log(`refused: ${problem}`);
      response.writeHead(401).end();
      return;
    }
    const id = request.headers['webhook-id'];
    if (!handled.has(id)) {
      handle(JSON.parse(body.toString('utf8')));
      handled.add(id);
      if (handled.size > rememberedIds) handled.delete(handled.values().next().value);
    }
    response.writeHead(204).end();
  });
});
server.listen(Number(process.env.PORT ?? 8787), () => console.log(`listening on ${server.address().port}`));
