import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { configRecorderType } from '../../../providers/aws/resources/config_recorder/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-config-record-every-region',
  version: 1,
  title: 'Record configurations in every region',
  kind: 'security',
  resource: configRecorderType,
  per: 'account',
  controls: [
    'aws-config-recorder-all-types',
    'aws-config-recorder-delivers',
    'aws-config-recorder-service-role',
  ],
  driftAttributes: ['ConfigurationRecorderStatus', 'RecordingGroup', 'DeliveryChannels'],
  exposure: 'account',
  effortMinutes: 40,
  references: [],
  advise({ resources, total }) {
    const stopped = resources.filter(
      ({ configuration }) => configuration.ConfigurationRecorderStatus?.Recording === false,
    );
    return {
      title: `Complete ${counted(total, 'recorder')} of AWS Config`,
      explanation: `The ${total === 1 ? 'recorder' : 'recorders'} of ${listed(
        resources.map(({ region }) => region),
        total,
      )} ${total === 1 ? 'does' : 'do'} not record everything or deliver nowhere${stopped.length > 0 ? `; in ${listed(stopped.map(({ region }) => region))} nothing is recorded now` : ''}. Auditors ask for this history, and it cannot be made afterwards.`,
      steps: [
        ...(stopped.length > 0
          ? [
              {
                text: 'Start the recorder.',
                commands: forEach(
                  stopped,
                  (recorder) =>
                    cli`aws configservice start-configuration-recorder${inRegion(recorder)} --configuration-recorder-name ${recorder.configuration.Name ?? 'default'}`,
                ),
              },
            ]
          : []),
        {
          text: 'Let it record all types with the service-linked role; global types in one region only, or they are charged once per region.',
          commands: forEach(
            resources,
            (recorder) => cli`aws configservice describe-configuration-recorders${inRegion(recorder)}`,
          ),
        },
        {
          text: 'Deliver to one bucket of another account.',
          commands: forEach(
            resources,
            (recorder) => cli`aws configservice describe-delivery-channels${inRegion(recorder)}`,
          ),
        },
      ],
      impact: 'The history of every resource can be shown.',
      sideEffects: [
        'Config charges per recorded change: daily recording is enough for types that change often.',
      ],
    };
  },
  examples: [
    {
      title: 'a stopped recorder',
      resources: [
        {
          name: 'default',
          region: 'eu-west-1',
          configuration: { Name: 'default', ConfigurationRecorderStatus: { Recording: false } },
          fails: ['aws-config-recorder-delivers'],
        },
      ],
      says: ['start-configuration-recorder --region eu-west-1', 'nothing is recorded now'],
    },
  ],
});
