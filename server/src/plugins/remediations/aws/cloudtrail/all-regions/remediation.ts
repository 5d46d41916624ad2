import { defineRemediation } from '../../../../../plugin-kit/define-remediation.ts';
import { cloudtrailTrailType } from '../../../../providers/aws/resources/cloudtrail_trail/schema.ts';
import type { AwsActingSession } from '../../../../providers/aws/session/acting-types.ts';
import { awsCommand } from '../../target.ts';
import { readTrail, trailPermissions } from '../trail-setting.ts';

/** A trail of all regions always records the events of global services, too. */
type State = { IsMultiRegionTrail: boolean; IncludeGlobalServiceEvents: boolean };

const all: State = { IsMultiRegionTrail: true, IncludeGlobalServiceEvents: true };

export const remediation = defineRemediation<typeof cloudtrailTrailType, AwsActingSession, State>({
  id: 'aws-cloudtrail-all-regions',
  title: 'Record the events of all regions with a trail',
  description:
    'The trail records the events of every region, also of those that are enabled later, and those of global ' +
    'services. Which kinds of events, and where they go, stays as it is.',
  resource: cloudtrailTrailType,
  risk: 'low',
  impact:
    'More events are stored. A second trail that records the same management events is charged by their number.',
  effortMinutes: 5,
  controls: [],
  driftAttributes: ['IsMultiRegionTrail', 'IncludeGlobalServiceEvents'],
  irreversible: null,
  permissions: trailPermissions,
  calls: { writes: ['cloudtrail:UpdateTrail'] },
  async read(session, { externalId }) {
    const trail = await readTrail(session, externalId);
    if (trail === undefined) return null;
    return {
      IsMultiRegionTrail: trail.IsMultiRegionTrail === true,
      IncludeGlobalServiceEvents: trail.IncludeGlobalServiceEvents === true,
    };
  },
  plan(state, { target }) {
    if (state.IsMultiRegionTrail && state.IncludeGlobalServiceEvents)
      return { nothing: 'The trail records all regions.' };
    return { after: all, summary: `Record all regions with ${target.name}` };
  },
  async write(session, { externalId }, _from, to) {
    await session.send('cloudtrail', 'UpdateTrail', { Name: externalId, ...to });
  },
  byHand(target, _before, { IsMultiRegionTrail, IncludeGlobalServiceEvents }) {
    const flag = (name: string, isOn: boolean) => (isOn ? `--${name}` : `--no-${name}`);
    return {
      cli: [
        awsCommand(
          'cloudtrail update-trail',
          target,
          ...['--name', target.name, flag('is-multi-region-trail', IsMultiRegionTrail)],
          flag('include-global-service-events', IncludeGlobalServiceEvents),
        ),
      ],
      terraform: `# In the aws_cloudtrail ${target.name}:\nis_multi_region_trail         = ${IsMultiRegionTrail}\ninclude_global_service_events = ${IncludeGlobalServiceEvents}`,
      console: null,
    };
  },
});
