import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type ComplianceDesk, openComplianceDesk } from '../../../../test/compliance-desk.ts';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import type { Detail, Generated, View } from './testing/answers.ts';

const port = (from: number) => ({
  IpProtocol: 'tcp',
  FromPort: from,
  ToPort: from,
  CidrIp: '0.0.0.0/0',
});
type Applied = Detail & { remediation_type: string | null; remediation_id: number | null };

describeOnEachEngine('applying a recommendation with its remediation', (openDatabase) => {
  let app: Composed;
  let desk: ComplianceDesk;
  let aws: number;
  const time = { now: new Date() };

  beforeAll(async () => {
    app = await composeForTests(await openDatabase(), { clock: { now: () => time.now } });
  });
  afterAll(async () => await app?.stop());
  beforeEach(async () => {
    time.now = new Date();
    desk = await openComplianceDesk(app, time);
    aws = await desk.account();
    await desk.enable('cis-aws');
  });

  /** What is recommended for a security group that is open at these ports, the widest recommendation first. */
  async function recommended(...ports: number[]): Promise<View[]> {
    await desk.sync(aws, [
      {
        type: 'security_group',
        resources: [
          {
            name: 'sg-open',
            configuration: { GroupId: 'sg-open', GroupName: 'open', SecurityGroupIngress: ports.map(port) },
          },
        ],
      },
    ]);
    expect((await desk.assess()).status).toBe('succeeded');
    const { data } = await desk.call<Generated>('generateRecommendations', {
      body: { resource_id: await desk.idOf('sg-open') },
    });
    return data.toSorted((a, b) => b.control_ids.length - a.control_ids.length);
  }
  const apply = (id: number | undefined, body: object) =>
    desk.call<Applied>('applyRecommendation', { params: { id: String(id) }, body });

  it('asks for the kind of change that makes most of what fails pass', async () => {
    const [ports] = await recommended(22);
    const applied = await apply(ports?.id, { create_remediation: true });
    expect(applied).toMatchObject({
      status: 'applied',
      remediation_type: 'aws-ec2-close-administration-ports',
      remediation_id: expect.any(Number),
    });
    const remediation = await desk.call<{ type: string; finding: { control_id: string } }>('getRemediation', {
      params: { id: String(applied.remediation_id) },
    });
    expect(remediation.type).toBe('aws-ec2-close-administration-ports');
    expect(ports?.control_ids).toContain(remediation.finding.control_id);
  });

  it('lists what fits where several help as much, changes nothing, and takes the one that is named', async () => {
    const [ports] = await recommended(3306);
    const asked = apply(ports?.id, { create_remediation: true });
    await expect(asked).rejects.toMatchObject({
      code: 'unprocessable',
      details: [
        {
          path: 'remediation_type',
          message: expect.stringMatching(/^aws-ec2-close-service-ports: .*medium risk$/),
        },
        {
          path: 'remediation_type',
          message: expect.stringMatching(/^aws-ec2-close-risky-ports: .*high risk$/),
        },
      ],
    });
    expect(await desk.call('getRecommendation', { params: { id: String(ports?.id) } })).toMatchObject({
      status: 'pending',
      remediation_id: null,
    });
    const wrong = { create_remediation: true, remediation_type: 'aws-s3-versioning' };
    await expect(apply(ports?.id, wrong)).rejects.toMatchObject({
      code: 'unprocessable',
      details: [{ path: 'remediation_type' }],
    });
    const named = { create_remediation: true, remediation_type: 'aws-ec2-close-risky-ports' };
    expect(await apply(ports?.id, named)).toMatchObject({
      status: 'applied',
      remediation_type: 'aws-ec2-close-risky-ports',
      remediation_id: expect.any(Number),
    });
  });

  it('says that nothing is left to be put in order when the findings are over', async () => {
    const [ports] = await recommended(22);
    await desk.sync(aws, [
      {
        type: 'security_group',
        resources: [{ name: 'sg-open', configuration: { GroupId: 'sg-open', GroupName: 'open' } }],
      },
    ]);
    expect((await desk.assess()).status).toBe('succeeded');
    await expect(apply(ports?.id, { create_remediation: true })).rejects.toMatchObject({
      code: 'unprocessable',
      message: expect.stringContaining('does not fail'),
    });
  });
});
