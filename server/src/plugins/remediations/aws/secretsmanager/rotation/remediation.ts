import { defineRemediation } from '../../../../../plugin-kit/define-remediation.ts';
import { secretsManagerSecretType } from '../../../../providers/aws/resources/secrets_manager_secret/schema.ts';
import type { AwsActingSession } from '../../../../providers/aws/session/acting-types.ts';
import { awsCommand } from '../../target.ts';

type Rules = {
  AutomaticallyAfterDays: number | null;
  ScheduleExpression: string | null;
  Duration: string | null;
};
type State = {
  RotationEnabled: boolean;
  /** The function that knows how to change the secret; without one nobody can rotate it. */
  RotationLambdaARN: string | null;
  RotationRules: Rules | null;
};

const usualDays = 30;
const given = (rules: Rules) =>
  Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== null));

export const remediation = defineRemediation<typeof secretsManagerSecretType, AwsActingSession, State>({
  id: 'aws-secretsmanager-rotation',
  title: 'Rotate a secret automatically',
  description:
    'Switches rotation on again with the function that the secret knows, on its schedule or every thirty days. ' +
    'The value stays until the schedule comes; a secret without a function needs a person.',
  resource: secretsManagerSecretType,
  risk: 'medium',
  impact:
    'At the next time of the schedule the function changes the value. Programs that keep the old one, instead of asking ' +
    'for it again, are refused from then on.',
  effortMinutes: 20,
  controls: ['aws-secretsmanager-secret-rotates'],
  driftAttributes: ['RotationEnabled'],
  irreversible:
    'Rotation can be switched off again, but a schedule that the secret did not have before stays with it, unused.',
  permissions: {
    read: ['secretsmanager:DescribeSecret'],
    write: ['secretsmanager:RotateSecret', 'secretsmanager:CancelRotateSecret', 'lambda:InvokeFunction'],
  },
  calls: { writes: ['secrets-manager:RotateSecret', 'secrets-manager:CancelRotateSecret'] },

  async read(session, { externalId }) {
    const answer = await session.ask(
      'secrets-manager',
      'DescribeSecret',
      { SecretId: externalId },
      { gone: ['ResourceNotFound'] },
    );
    if (answer.state !== 'value' || answer.value.DeletedDate !== undefined) return null;
    const { RotationEnabled, RotationLambdaARN, RotationRules: rules } = answer.value;
    return {
      RotationEnabled: RotationEnabled === true,
      RotationLambdaARN: RotationLambdaARN || null,
      RotationRules:
        rules === undefined
          ? null
          : {
              // A schedule is answered with the days that follow from it; only one of them may be sent.
              AutomaticallyAfterDays: rules.ScheduleExpression
                ? null
                : (rules.AutomaticallyAfterDays ?? null),
              ScheduleExpression: rules.ScheduleExpression || null,
              Duration: rules.Duration || null,
            },
    };
  },

  plan(state, { target }) {
    if (state.RotationEnabled) return { nothing: 'The secret is rotated automatically.' };
    if (state.RotationLambdaARN === null)
      return { cannot: 'No function is known that could rotate the secret: make one and choose it by hand.' };
    const rules = state.RotationRules ?? {
      AutomaticallyAfterDays: usualDays,
      ScheduleExpression: null,
      Duration: null,
    };
    const rhythm = rules.ScheduleExpression ?? `every ${rules.AutomaticallyAfterDays} days`;
    return {
      after: { ...state, RotationEnabled: true, RotationRules: rules },
      summary: `Rotate ${target.name} automatically, ${rhythm}`,
    };
  },

  async write(session, { externalId }, _from, { RotationEnabled, RotationLambdaARN, RotationRules }) {
    const SecretId = externalId;
    if (!RotationEnabled) {
      await session.send('secrets-manager', 'CancelRotateSecret', { SecretId });
      return;
    }
    await session.send('secrets-manager', 'RotateSecret', {
      SecretId,
      ...(RotationLambdaARN === null ? {} : { RotationLambdaARN }),
      ...(RotationRules === null ? {} : { RotationRules: given(RotationRules) }),
      RotateImmediately: false,
    });
  },

  callsBetween: (_from, { RotationEnabled }) => [
    RotationEnabled ? 'secrets-manager:RotateSecret' : 'secrets-manager:CancelRotateSecret',
  ],

  // Rules that were made up for it stay: AWS keeps them, and there is no call that takes them away.
  wayBack: (before, after) => ({ ...before, RotationRules: before.RotationRules ?? after.RotationRules }),

  byHand(target, _before, { RotationEnabled, RotationRules }) {
    const secret = ['--secret-id', target.externalId];
    if (!RotationEnabled)
      return {
        cli: [awsCommand('secretsmanager cancel-rotate-secret', target, ...secret)],
        terraform: null,
        console: `Secrets Manager → ${target.name} → Rotation → Edit rotation: switch it off.`,
      };
    const rules = JSON.stringify(RotationRules === null ? {} : given(RotationRules));
    return {
      cli: [
        awsCommand(
          'secretsmanager rotate-secret',
          target,
          ...[...secret, '--rotation-rules', rules, '--no-rotate-immediately'],
        ),
      ],
      terraform: null,
      console: `Secrets Manager → ${target.name} → Rotation → Edit rotation: switch it on, without rotating at once.`,
    };
  },
});
