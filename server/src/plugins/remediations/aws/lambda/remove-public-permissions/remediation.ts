import { grantsToAnyone, parsePolicy } from '../../../../../core/iam-policy.ts';
import { isJsonObject, type JsonObject } from '../../../../../core/json.ts';
import { defineRemediation } from '../../../../../plugin-kit/define-remediation.ts';
import { lambdaFunctionType } from '../../../../providers/aws/resources/lambda_function/schema.ts';
import type { AwsActingSession } from '../../../../providers/aws/session/acting-types.ts';
import { policyOf } from '../../policies/statements.ts';
import { awsCommand } from '../../target.ts';
import { permissionOf } from '../permission-statements.ts';

type State = {
  /** The statements by which anybody may use the function; others are no part of it. */
  PublicStatements: JsonObject[];
  /** Why the policy cannot be judged; null where it can. */
  Unreadable: string | null;
};

const sidOf = ({ Sid }: JsonObject) => (typeof Sid === 'string' ? Sid : '');
const sids = ({ PublicStatements }: State) => PublicStatements.map(sidOf);

export const remediation = defineRemediation<typeof lambdaFunctionType, AwsActingSession, State>({
  id: 'aws-lambda-remove-public-permissions',
  title: 'Close a Lambda function to the public',
  description:
    'Removes the statements of the policy by which anybody in the world may use the function. ' +
    'Statements for named accounts and services stay; code and settings are not touched.',
  resource: lambdaFunctionType,
  risk: 'medium',
  impact:
    'Callers that are not named in another statement are refused from then on, among them those of a public function URL. ' +
    'There is no pause for all others.',
  effortMinutes: 10,
  controls: ['aws-lambda-function-not-public'],
  driftAttributes: ['Policy'],
  irreversible: null,
  permissions: {
    read: ['lambda:GetPolicy'],
    write: ['lambda:RemovePermission', 'lambda:AddPermission'],
  },
  calls: { writes: ['lambda:RemovePermission', 'lambda:AddPermission'] },

  async read(session, { name }) {
    const answer = await session.ask(
      'lambda',
      'GetPolicy',
      { FunctionName: name },
      { absent: ['ResourceNotFound'] },
    );
    if (answer.state !== 'value') {
      const found = await session.ask(
        'lambda',
        'GetFunctionConfiguration',
        { FunctionName: name },
        { gone: ['ResourceNotFound'] },
      );
      return found.state === 'value' ? { PublicStatements: [], Unreadable: null } : null;
    }
    const policy = policyOf(answer.value.Policy);
    const whole = grantsToAnyone(parsePolicy(policy));
    if (whole.answer === 'unreadable') return { PublicStatements: [], Unreadable: whole.why };
    const statements = isJsonObject(policy) && Array.isArray(policy.Statement) ? policy.Statement : [];
    const open = statements
      .filter(isJsonObject)
      .filter((one) => grantsToAnyone(parsePolicy({ Statement: [one] })).answer === 'yes');
    return { PublicStatements: open.sort((a, b) => (sidOf(a) < sidOf(b) ? -1 : 1)), Unreadable: null };
  },

  plan(state, { target }) {
    const { PublicStatements, Unreadable } = state;
    if (Unreadable !== null) return { cannot: `The policy cannot be judged: ${Unreadable}.` };
    if (PublicStatements.length === 0) return { nothing: 'The policy opens the function to nobody unnamed.' };
    const strange = PublicStatements.find((one) => permissionOf(one) === undefined);
    if (strange !== undefined)
      return { cannot: `The statement "${sidOf(strange)}" could not be written again: remove it by hand.` };
    return {
      after: { PublicStatements: [], Unreadable },
      summary: `Remove the public statements ${sids(state).join(', ')} of ${target.name}`,
    };
  },

  async write(session, target, from, to) {
    const FunctionName = target.name;
    const now = (await remediation.read(session, target)) as State | null;
    const present = new Set(now === null ? [] : sids(now));
    const wanted = new Set(sids(to));
    for (const StatementId of sids(from).filter((sid) => !wanted.has(sid) && present.has(sid)))
      await session.send('lambda', 'RemovePermission', { FunctionName, StatementId });
    for (const statement of to.PublicStatements.filter((one) => !present.has(sidOf(one)))) {
      const permission = permissionOf(statement);
      if (permission !== undefined)
        await session.send('lambda', 'AddPermission', { FunctionName, ...permission });
    }
  },

  callsBetween: (from, to) => [
    ...(sids(from).some((sid) => !sids(to).includes(sid)) ? ['lambda:RemovePermission'] : []),
    ...(sids(to).some((sid) => !sids(from).includes(sid)) ? ['lambda:AddPermission'] : []),
  ],

  byHand(target, before, after) {
    const name = ['--function-name', target.name];
    const gone = sids(before).filter((sid) => !sids(after).includes(sid));
    const back = after.PublicStatements.filter((one) => !sids(before).includes(sidOf(one)));
    return {
      cli: [
        ...gone.map((sid) => awsCommand('lambda remove-permission', target, ...name, '--statement-id', sid)),
        ...back.map((one) =>
          awsCommand(
            'lambda add-permission',
            target,
            '--cli-input-json',
            JSON.stringify({ FunctionName: target.name, ...permissionOf(one) }),
          ),
        ),
      ],
      terraform: gone.length > 0 ? `# Remove the aws_lambda_permission ${gone.join(', ')}.` : null,
      console: `Lambda → ${target.name} → Configuration → Permissions → Resource-based policy: ${gone.length > 0 ? 'delete' : 'add'} ${[...gone, ...back.map(sidOf)].join(', ')}.`,
    };
  },
});
