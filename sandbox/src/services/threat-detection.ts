import { randomUUID } from 'node:crypto';
import { awsError } from '../protocols/errors.ts';
import type { GuardTables, StoredDetector } from '../world/guard-records.ts';
import { pageOf } from './paging.ts';
import type { Call, Operations } from './service.ts';

function detectorWith(call: Call, id: string | undefined): StoredDetector {
  const found = call.world.region(call.region).detectors.get(id ?? '');
  if (!found) {
    const message =
      'The request is rejected because the input detectorId is not owned by the current account.';
    throw awsError('BadRequestException', 400, message);
  }
  return found;
}

export const guarddutyOperations: Operations<typeof import('@aws-sdk/client-guardduty')> = {
  ListDetectors: (input, call) => {
    const { items, next } = pageOf(call.world.region(call.region).detectors, {
      token: input.NextToken,
      max: input.MaxResults,
      usual: 50,
      largest: 50,
      invalidToken: () => awsError('BadRequestException', 400, 'The next token is invalid.'),
    });
    return { DetectorIds: items.map(({ id }) => id), ...(next === undefined ? {} : { NextToken: next }) };
  },

  GetDetector: (input, call) => {
    const { id: _, findings: __, ...detector } = detectorWith(call, input.DetectorId);
    return detector;
  },

  CreateDetector: (input, call) => {
    const { detectors } = call.world.region(call.region);
    if (detectors.size() > 0) {
      const message = 'The request is rejected because a detector already exists for the current account.';
      throw awsError('BadRequestException', 400, message);
    }
    const DetectorId = randomUUID().replaceAll('-', '');
    const now = new Date().toISOString();
    detectors.put({
      id: DetectorId,
      findings: {},
      Status: input.Enable === true ? 'ENABLED' : 'DISABLED',
      ServiceRole: `arn:aws:iam::${call.world.accountId}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`,
      FindingPublishingFrequency: input.FindingPublishingFrequency ?? 'SIX_HOURS',
      CreatedAt: now,
      UpdatedAt: now,
      Tags: input.Tags ?? {},
      Features: (input.Features ?? []).map(({ Name, Status }) => ({
        Name: Name as 'S3_DATA_EVENTS',
        Status,
      })),
    });
    return { DetectorId };
  },

  UpdateDetector: (input, call) => {
    const detector = detectorWith(call, input.DetectorId);
    if (input.Enable !== undefined) detector.Status = input.Enable ? 'ENABLED' : 'DISABLED';
    if (input.FindingPublishingFrequency !== undefined)
      detector.FindingPublishingFrequency = input.FindingPublishingFrequency;
    for (const { Name, Status } of input.Features ?? []) {
      const known = detector.Features?.find((one) => one.Name === Name);
      if (known) known.Status = Status;
      else detector.Features = [...(detector.Features ?? []), { Name: Name as 'S3_DATA_EVENTS', Status }];
    }
    detector.UpdatedAt = new Date().toISOString();
    call.world.region(call.region).detectors.put(detector);
    return {};
  },

  DeleteDetector: (input, call) => {
    call.world.region(call.region).detectors.remove(detectorWith(call, input.DetectorId).id);
    return {};
  },

  GetAdministratorAccount: (input, call) => {
    detectorWith(call, input.DetectorId);
    return { Administrator: undefined };
  },

  ListMembers: (input, call) => {
    detectorWith(call, input.DetectorId);
    return { Members: [] };
  },

  GetFindingsStatistics: (input, call) => ({
    FindingStatistics: { CountBySeverity: detectorWith(call, input.DetectorId).findings },
  }),
};

function hubOf(call: Call): NonNullable<GuardTables['securityHub']> {
  const { securityHub } = call.world.region(call.region);
  if (securityHub) return securityHub;
  const message = `AccountId: ${call.world.accountId} is not enabled for securityhub. Currentstate: false`;
  throw awsError('InvalidAccessException', 401, message);
}

export const securityhubOperations: Operations<typeof import('@aws-sdk/client-securityhub')> = {
  DescribeHub: (_, call) => hubOf(call).hub,
  GetEnabledStandards: (_, call) => ({ StandardsSubscriptions: hubOf(call).standards }),
};

export const inspectorOperations: Operations<typeof import('@aws-sdk/client-inspector2')> = {
  BatchGetAccountStatus: (_, call) => {
    const { inspector } = call.world.region(call.region);
    const state = (status: (typeof inspector)['ec2']) => ({
      status,
      errorCode: 'ALREADY_ENABLED' as const,
      errorMessage: '',
    });
    const isOn = Object.values(inspector).includes('ENABLED');
    return {
      accounts: [
        {
          accountId: call.world.accountId,
          state: state(isOn ? 'ENABLED' : 'DISABLED'),
          resourceState: {
            ec2: state(inspector.ec2),
            ecr: state(inspector.ecr),
            lambda: state(inspector.lambda),
            lambdaCode: state(inspector.lambdaCode),
          },
        },
      ],
      failedAccounts: [],
    };
  },
};

function macieOf(call: Call): NonNullable<GuardTables['macie']> {
  const { macie } = call.world.region(call.region);
  // Under the code of a missing permission, as the service does it.
  if (!macie) throw awsError('AccessDeniedException', 403, 'Macie is not enabled.');
  return macie;
}

export const macieOperations: Operations<typeof import('@aws-sdk/client-macie2')> = {
  GetMacieSession: (_, call) => {
    macieOf(call);
    return { status: 'ENABLED', findingPublishingFrequency: 'FIFTEEN_MINUTES' };
  },
  GetAutomatedDiscoveryConfiguration: (_, call) => ({ status: macieOf(call).discovery }),
};
