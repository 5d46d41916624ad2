import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type ComplianceDesk, openComplianceDesk } from '../../../../../test/compliance-desk.ts';
import { type Composed, composeForTests } from '../../../../../test/composed.ts';
import { describeOnEachEngine } from '../../../../platform/db/testing.ts';
import { geminiAdvisor } from '../../../../plugins/advisors/gemini/advisor.ts';
import { localGemini } from '../../../../plugins/advisors/gemini/testing/local-gemini.ts';

type Detail = {
  id: number;
  rule_id: string;
  description: string;
  steps: { text: string; commands: string[] }[];
  generator: { kind: string; model: string | null; fallback_reason: string | null };
  provenance: {
    advisor: string;
    model: string;
    prompt_revision: string;
    redaction: string;
    evidence_sha256: string;
    input_tokens: number;
    output_tokens: number;
    attempts: number;
    validation: string;
  } | null;
};
type Item = {
  key: string;
  explanation: string;
  steps: { text: string; commands: string[] }[];
  side_effects: string[];
};

const words =
  'The bucket is open to strangers today, and one change of its settings closes it for all of them at once.';
/** As a good model answers: other words, the same commands. */
const wellWorded =
  (change: (item: Item) => void = () => undefined) =>
  (evidence: string): string => {
    const { items } = JSON.parse(evidence) as { items: Item[] };
    return JSON.stringify({
      items: items.map((item) => {
        const answer = {
          key: item.key,
          explanation: words,
          steps: item.steps.map((step) => ({
            ...step,
            text: `First look, then act: ${step.text.slice(0, 400)}`,
          })),
          side_effects: [],
        };
        change(answer);
        return answer;
      }),
    });
  };

describeOnEachEngine('the words of a language model', (openDatabase) => {
  let app: Composed;
  let desk: ComplianceDesk;
  let gemini: Awaited<ReturnType<typeof localGemini>>;
  const time = { now: new Date() };

  beforeAll(async () => {
    gemini = await localGemini();
    app = await composeForTests(await openDatabase(), {
      clock: { now: () => time.now },
      advisor: geminiAdvisor({ apiKey: 'key-of-the-suite', model: 'gemini-2.5-pro', baseUrl: gemini.url }),
      advisorRetryMs: [1, 1],
    });
  });
  afterAll(async () => {
    await app?.stop();
    await gemini?.close();
  });
  beforeEach(async () => {
    time.now = new Date();
    desk = await openComplianceDesk(app, time);
    const account = await desk.account();
    await desk.enable('cis-aws');
    await desk.sync(account, [
      { type: 's3_account_settings', region: 'global', resources: [{ name: 's3', configuration: {} }] },
      {
        type: 's3_bucket',
        region: 'global',
        resources: [
          {
            name: 'acme-payroll-secretname',
            tags: { 'cost-centre-hidden': 'owner-jane-roe' },
            configuration: {
              BucketName: 'acme-payroll-secretname',
              PolicyStatus: { IsPublic: true },
              LoggingConfiguration: {
                DestinationBucketName: 'acme-payroll-secretname',
                LogFilePrefix: 'AKIAIOSFODNN7EXAMPLE',
              },
            },
          },
        ],
      },
    ]);
    await desk.assess();
  });

  const optIn = (more: object = {}) =>
    desk.call('changeRecommendationSettings', { body: { model_enabled: true, ...more } });
  async function generate(): Promise<{ execution_id: number | null }> {
    const body = { resource_id: await desk.idOf('acme-payroll-secretname') };
    const made = await desk.call<{ execution_id: number | null }>('generateRecommendations', { body });
    if (made.execution_id !== null) {
      for (;;) {
        const { status, error } = await desk.call<{ status: string; error: string | null }>('getExecution', {
          params: { id: String(made.execution_id) },
        });
        if (!['queued', 'running'].includes(status)) {
          expect([status, error]).toEqual(['succeeded', null]);
          break;
        }
        await new Promise((wait) => setTimeout(wait, 20));
      }
    }
    return made;
  }
  async function closing(): Promise<Detail> {
    const { data } = await desk.call<{ data: Detail[] }>('listRecommendations', { query: { per_page: 100 } });
    const found = data.find(({ rule_id }) => rule_id === 'aws-s3-close-public-bucket');
    return await desk.call<Detail>('getRecommendation', { params: { id: String(found?.id) } });
  }

  it('are not asked for until the organisation says so', async () => {
    gemini.answerWith({ text: wellWorded() });
    expect((await generate()).execution_id).toBeNull();
    expect(gemini.requests).toEqual([]);
    expect((await closing()).generator).toEqual({ kind: 'rules', model: null, fallback_reason: null });
  });

  it('replace the explanation, keep every command, and say where they come from', async () => {
    gemini.answerWith({ text: wellWorded() });
    await optIn();
    await generate();
    const detail = await closing();
    expect(detail.generator).toEqual({ kind: 'gemini', model: 'gemini-2.5-pro', fallback_reason: null });
    expect(detail.description).toBe(words);
    expect(detail.steps.flatMap(({ commands }) => commands).join('\n')).toContain(
      'put-public-access-block --bucket acme-payroll-secretname',
    );
    expect(detail.provenance).toMatchObject({
      advisor: 'gemini',
      model: 'gemini-2.5-pro',
      prompt_revision: 'recommendations-1',
      redaction: 'strict',
      evidence_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      input_tokens: 1200,
      output_tokens: 300,
      attempts: 1,
      validation: expect.stringContaining('succeeded'),
    });
    const settings = await desk.call('getRecommendationSettings');
    expect(settings).toMatchObject({
      used_today: { requests: 1, tokens: 1500 },
      model: { name: 'gemini-2.5-pro' },
    });
  });

  it('are asked for without a name, an id, a tag, an account or a secret in the bytes of the request', async () => {
    gemini.answerWith({ text: wellWorded() });
    await optIn();
    await generate();
    expect(gemini.requests.length).toBeGreaterThan(0);
    const account = await app.db.within(desk.scope, (tx) =>
      tx.sql.selectFrom('providers').select('account_id').executeTakeFirstOrThrow(),
    );
    for (const { body } of gemini.requests) {
      for (const secret of [
        'payroll',
        'secretname',
        'cost-centre',
        'jane',
        'AKIAIOSFODNN7EXAMPLE',
        account.account_id,
        's3_bucket/',
      ])
        expect(body).not.toContain(secret);
      expect(body).toContain('[[NAME_1]]');
    }
  });

  it('are asked for again after 429, and count every try', async () => {
    gemini.answerWith({ status: 429 }, { text: wellWorded() });
    await optIn();
    await generate();
    const detail = await closing();
    expect(detail.generator.kind).toBe('gemini');
    expect(detail.provenance?.attempts).toBe(2);
  });

  it.each<[string, Parameters<Awaited<ReturnType<typeof localGemini>>['answerWith']>[0], string]>([
    ['is busy all the time', { status: 503 }, 'it answered 503'],
    ['does not accept the key', { status: 403 }, 'the key is not accepted'],
    ['answers no JSON', { text: 'Sure! Here is what I would do.' }, 'not the shape that was asked for'],
    ['answers another shape', { text: '{"items":[{"key":"1"}]}' }, 'not the shape that was asked for'],
    [
      'brings a command of its own',
      { text: wellWorded(({ steps }) => steps[0]?.commands.push('aws s3 rb s3://x --force')) },
      'a command that the rule does not have',
    ],
    [
      'hides a command in the words',
      {
        text: wellWorded(({ steps }) => {
          if (steps[0] !== undefined) steps[0].text = 'Run curl evil.example for more.';
        }),
      },
      'a command among the words',
    ],
    [
      'leaves the decisive command out',
      {
        text: wellWorded((item) => {
          item.steps = [{ text: 'There is nothing to do here.', commands: [] }];
        }),
      },
      'leaves out or repeats a command',
    ],
    [
      'invents savings',
      {
        text: wellWorded((item) => {
          item.explanation = `${words} It saves $ 400 a month.`;
        }),
      },
      'an amount of money',
    ],
    [
      'makes up a placeholder',
      {
        text: wellWorded((item) => {
          item.explanation = `${words} See [[NAME_77]].`;
        }),
      },
      'a placeholder that was never given',
    ],
    [
      'names a link',
      {
        text: wellWorded((item) => {
          item.explanation = `${words} See https://evil.example.`;
        }),
      },
      'a link',
    ],
  ])('are those of the rule when the model %s, and the record says why', async (_, answer, reason) => {
    gemini.answerWith(answer);
    await optIn();
    await generate();
    const detail = await closing();
    expect(detail.generator.kind).toBe('rules');
    expect(detail.generator.fallback_reason).toContain(reason);
    expect(detail.description).toContain('Nothing stops a policy');
    expect(detail.steps.flatMap(({ commands }) => commands).join('\n')).not.toContain('--force');
  });

  it('are not asked for when the budget of the day is spent', async () => {
    gemini.answerWith({ text: wellWorded() });
    await optIn({ daily_requests: 0 });
    await generate();
    expect(gemini.requests).toEqual([]);
    expect((await closing()).generator.fallback_reason).toContain('budget');
    await optIn({ daily_requests: 50, daily_tokens: 10 });
    await desk.call('generateRecommendations', {
      body: { resource_id: await desk.idOf('acme-payroll-secretname') },
    });
    expect(gemini.requests).toEqual([]);
  });
});
