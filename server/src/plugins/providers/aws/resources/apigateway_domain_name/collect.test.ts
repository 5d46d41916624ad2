import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { apigatewayDomainNameCollector as collector } from './collect.ts';

const recorded: RecordedResponses = {
  'api-gateway:GetDomainNames': {
    items: [
      {
        domainName: 'api.example.com',
        certificateUploadDate: '2025-01-01T00:00:00Z',
        regionalCertificateArn: 'arn:aws:acm:us-east-1:1:certificate/c',
        endpointConfiguration: { types: ['REGIONAL'] },
        domainNameStatus: 'AVAILABLE',
        securityPolicy: 'TLS_1_2',
      },
    ],
  },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [resource] = await collectAll(collector, replaySession({ collector, responses }));
  if (resource === undefined) throw new Error('nothing was collected');
  return resource;
}

describe('the collector of API Gateway domain names', () => {
  it('shows by which protocol it speaks', async () => {
    expect((await collectOne()).configuration).toEqual({
      DomainName: 'api.example.com',
      Arn: 'arn:aws:apigateway:us-east-1::/domainnames/api.example.com',
      RegionalCertificateArn: 'arn:aws:acm:us-east-1:1:certificate/c',
      EndpointConfiguration: { Types: ['REGIONAL'] },
      SecurityPolicy: 'TLS_1_2',
    });
  });

  it('fails as a whole when the list is denied', async () => {
    const denied = { 'api-gateway:GetDomainNames': { error: 'AccessDeniedException', status: 403 } };
    await expect(collectOne(denied)).rejects.toMatchObject({ permission: 'apigateway:GET' });
  });
});
