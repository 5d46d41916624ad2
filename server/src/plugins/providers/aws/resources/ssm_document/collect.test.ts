import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { ssmDocumentCollector as collector } from './collect.ts';

const arn = 'arn:aws:ssm:us-east-1:123456789012:document/restart-shop';
const recorded: RecordedResponses = {
  'ssm:ListDocuments': {
    DocumentIdentifiers: [
      {
        Name: 'restart-shop',
        Owner: '123456789012',
        PlatformTypes: ['Linux'],
        DocumentVersion: '2',
        DocumentType: 'Command',
        SchemaVersion: '2.2',
        DocumentFormat: 'YAML',
        Tags: [{ Key: 'team', Value: 'shop' }],
      },
    ],
  },
  'ssm:DescribeDocumentPermission': [
    { AccountIds: ['222233334444'], NextToken: 'more' },
    { AccountIds: ['all'] },
  ],
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [observed] = await collectAll(collector, replaySession({ collector, responses }));
  if (observed === undefined) throw new Error('no document was collected');
  return observed;
}

describe('the Systems Manager document collector', () => {
  it('shows whom a document is shared with, on all pages', async () => {
    const document = await collectOne();
    expect(document).toMatchObject({ externalId: arn, name: 'restart-shop', unreadable: [] });
    expect(document.configuration).toEqual({
      Name: 'restart-shop',
      Arn: arn,
      Owner: '123456789012',
      DocumentType: 'Command',
      DocumentFormat: 'YAML',
      DocumentVersion: '2',
      SchemaVersion: '2.2',
      PlatformTypes: ['Linux'],
      AccountIds: ['222233334444', 'all'],
      Tags: [{ Key: 'team', Value: 'shop' }],
    });
  });

  it('does not take denied sharing for none', async () => {
    const document = await collectOne({
      'ssm:DescribeDocumentPermission': { error: 'AccessDeniedException', status: 400 },
    });
    expect(document.unreadable).toEqual([
      expect.objectContaining({ path: 'AccountIds', permission: 'ssm:DescribeDocumentPermission' }),
    ]);
  });
});
