import { choice, flag, text } from '../../command.ts';
import type { Context } from '../../context.ts';
import { CliError } from '../../errors.ts';
import { readSecretLine } from '../../secret-input.ts';

/** How a command is told to sign in to AWS: by options, by the environment, or by questions on a terminal. */
const methods = ['access_keys', 'assume_role', 'profile', 'default_chain'] as const;

export const awsCredentialOptions = {
  method: choice(
    '--method <method>',
    'How to sign in; found out from the other options when absent',
    methods,
  ),
  accessKeyId: text('--access-key-id <id>', 'Access key; with --role-arn the one that may assume the role'),
  secretAccessKey: text(
    '--secret-access-key <key>',
    'Its secret; other users may see it in the list of processes',
  ),
  secretStdin: flag('--secret-stdin', 'Read the secret access key from standard input'),
  sessionToken: text('--session-token <token>', 'Session token of temporary keys'),
  fromEnv: flag(
    '--from-env',
    'Take the keys from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN',
  ),
  roleArn: text('--role-arn <arn>', 'Role to assume'),
  externalId: text('--external-id <id>', 'External id of its trust policy'),
  profile: text('--profile <name>', 'Profile of the machine of the server'),
  region: text('--region <region>', 'Region to sign in at (us-east-1)'),
  endpointUrl: text('--endpoint-url <url>', 'Another endpoint than that of AWS'),
};

type Given = {
  accessKeyId?: string | undefined;
  secretAccessKey?: string | undefined;
  sessionToken?: string | undefined;
  roleArn?: string | undefined;
  externalId?: string | undefined;
  profile?: string | undefined;
  region?: string | undefined;
  endpointUrl?: string | undefined;
};
type Method = (typeof methods)[number];

/** The credentials as the API takes them, with whatever is missing asked for. */
export async function awsCredentials(
  context: Context,
  options: Given & { fromEnv: boolean; secretStdin: boolean; method?: Method | undefined },
) {
  const { method: wanted, ...others } = options;
  const given = await keysOf(context, others);
  const method = wanted ?? methodOf(given) ?? (await askMethod(context));
  return { ...credentialBody(method, await completed(context, method, given)), method };
}

async function keysOf(
  context: Context,
  options: Given & { fromEnv: boolean; secretStdin: boolean },
): Promise<Given> {
  const { fromEnv, secretStdin, ...given } = options;
  if (secretStdin)
    return { ...given, secretAccessKey: await readSecretLine(context.terminal.stdin, 'secret access key') };
  if (!fromEnv) return given;
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
    AWS_REGION: region,
  } = context.terminal.environment;
  if (!accessKeyId || !secretAccessKey) {
    throw new CliError('There are no keys in the environment', {
      why: 'AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is not set.',
      fix: 'Set both, or give --access-key-id and --secret-stdin.',
    });
  }
  return {
    ...given,
    accessKeyId,
    secretAccessKey,
    sessionToken: sessionToken || undefined,
    region: given.region ?? (region || undefined),
  };
}

function methodOf(given: Given): Method | undefined {
  if (given.roleArn !== undefined) return 'assume_role';
  if (given.profile !== undefined) return 'profile';
  return given.accessKeyId === undefined ? undefined : 'access_keys';
}

async function askMethod(context: Context): Promise<Method> {
  if (!context.canAsk) {
    throw new CliError('It is not said how to sign in to AWS', {
      fix: 'Give --from-env, --access-key-id with --secret-stdin, --role-arn, --profile, or --method default_chain.',
      usage: true,
    });
  }
  const { askChoice } = await import('../../prompts.ts');
  return await askChoice<Method>('How does the server sign in to AWS', [
    { value: 'assume_role', label: 'A role', hint: 'recommended: no long-lived secret' },
    { value: 'access_keys', label: 'Access keys' },
    { value: 'profile', label: 'A profile of the server' },
    { value: 'default_chain', label: 'Whatever the server has', hint: 'instance role, environment' },
  ]);
}

/** Asks on a terminal; elsewhere a missing option is an error that names it. */
export async function askFor(
  context: Context,
  option: string,
  question: string,
  secret = false,
): Promise<string> {
  if (!context.canAsk)
    throw new CliError(`${option} is missing`, {
      fix: 'infraudit provider connect aws --help shows what each way to sign in needs.',
      usage: true,
    });
  const prompts = await import('../../prompts.ts');
  return secret ? await prompts.askSecret(question) : await prompts.ask(question);
}

async function completed(context: Context, method: Method, given: Given): Promise<Given> {
  if (method === 'access_keys') {
    const accessKeyId = given.accessKeyId ?? (await askFor(context, '--access-key-id', 'Access key id'));
    return {
      ...given,
      accessKeyId,
      secretAccessKey:
        given.secretAccessKey ?? (await askFor(context, '--secret-access-key', 'Secret access key', true)),
    };
  }
  if (method === 'profile')
    return {
      ...given,
      profile: given.profile ?? (await askFor(context, '--profile', 'Name of the profile')),
    };
  if (method === 'assume_role')
    return { ...given, roleArn: given.roleArn ?? (await askFor(context, '--role-arn', 'ARN of the role')) };
  return given;
}

function credentialBody(method: Method, given: Given): Record<string, string> {
  const { accessKeyId, secretAccessKey, sessionToken, ...rest } = given;
  const keys =
    method === 'assume_role'
      ? {
          sourceAccessKeyId: accessKeyId,
          sourceSecretAccessKey: secretAccessKey,
          sourceSessionToken: sessionToken,
        }
      : { accessKeyId, secretAccessKey, sessionToken };
  const known: Record<string, string | undefined> = {
    region: rest.region,
    endpointUrl: rest.endpointUrl,
    ...(method === 'assume_role' ? { roleArn: rest.roleArn, externalId: rest.externalId } : {}),
    ...(method === 'profile' ? { profile: rest.profile } : {}),
    ...(method === 'access_keys' || method === 'assume_role' ? keys : {}),
  };
  return Object.fromEntries(
    Object.entries(known).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
