import { defineCommand, flag, text } from '../../command.ts';
import { changeConfig, emptyConfig } from '../../config-file.ts';
import type { Context } from '../../context.ts';
import { CliError, usage } from '../../errors.ts';
import { readSecretLine } from '../../secret-input.ts';
import { type SignedIn, storedAuth } from '../../session.ts';

export const command = defineCommand({
  name: 'login',
  summary: 'Sign in and keep the tokens in the configuration file',
  description:
    'Without options you are asked. An API key (ia_live_…) or an access token is stored after it was tried.',
  options: {
    email: text('--email <address>', 'E-mail address of your account'),
    password: text(
      '--password <password>',
      'Password; other users of this machine may see it in the list of processes',
    ),
    passwordStdin: flag('--password-stdin', 'Read the password from standard input'),
    token: text('--token <token>', 'An API key or access token instead of a password'),
    tokenStdin: flag('--token-stdin', 'Read the API key or token from standard input'),
  },
  examples: [
    { command: 'infraudit auth login --email me@example.com', does: 'asks for the password' },
    { command: 'infraudit auth login --token-stdin < key.txt', does: 'signs a pipeline in with an API key' },
  ],
  async run(context, { email, password, passwordStdin, token, tokenStdin }) {
    const givenToken = tokenStdin ? await readSecretLine(context.terminal.stdin, 'token') : token;
    if (givenToken !== undefined) {
      if (email !== undefined || password !== undefined || passwordStdin)
        throw usage('Give either a token or an e-mail address with a password');
      return await loginWithToken(context, givenToken);
    }
    const signedIn = await loginWithPassword(
      context,
      email,
      passwordStdin ? await readSecretLine(context.terminal.stdin, 'password') : password,
    );
    await keep(context, signedIn);
    context.note(
      `Signed in to ${context.settings.server} as ${signedIn.user.email} (${signedIn.user.role}).`,
    );
    return 0;
  },
});

async function loginWithToken(context: Context, token: string): Promise<number> {
  const { settings, terminal } = context;
  const { openApi } = await import('../../api.ts');
  const asToken = { ...settings, environmentToken: token };
  const api = await openApi({ ...context, settings: asToken, terminal, signedIn: true });
  let me: Awaited<ReturnType<typeof api.call<'getMe'>>>;
  try {
    me = await api.call('getMe');
  } catch (error) {
    if (error instanceof CliError && error.status === 401) {
      throw new CliError(`${settings.server} does not accept this token`, {
        why: error.why,
        fix: 'Create a new API key in the settings of the web app.',
        requestId: error.requestId,
      });
    }
    throw error;
  }
  const auth = { ...emptyConfig.auth, serverUrl: settings.server, email: me.email, token };
  await changeConfig(settings.configPath, { ...rememberServer(context), auth }, context.warn);
  context.note(
    `Signed in to ${settings.server} as ${me.email} (${me.role} of ${me.organization.name}) with ${me.auth === 'api_key' ? 'an API key' : 'a token'}.`,
  );
  return 0;
}

async function loginWithPassword(context: Context, email: string | undefined, password: string | undefined) {
  if ((email === undefined || password === undefined) && !context.canAsk) {
    throw new CliError('There is nobody to ask for your e-mail address and password', {
      why: 'Standard input is not a terminal.',
      fix: 'Give --email with --password-stdin, or --token-stdin, or set INFRAUDIT_TOKEN.',
      usage: true,
    });
  }
  const api = await context.publicApi();
  const state = await api.call('getSetup');
  if (state.setup_required) {
    throw new CliError('This server has no owner yet', {
      why: 'The first account is made in the browser, once.',
      fix: `Open ${api.web('/set-up')}.`,
    });
  }
  const prompts = email === undefined || password === undefined ? await import('../../prompts.ts') : null;
  const address =
    email ??
    (await prompts?.ask('E-mail address', { initial: context.settings.stored.auth.email ?? '' })) ??
    '';
  const secret = password ?? (await prompts?.askSecret('Password')) ?? '';
  try {
    return await api.call('login', { body: { email: address, password: secret } });
  } catch (error) {
    if (error instanceof CliError && error.status === 401) {
      throw new CliError('Sign-in was refused', {
        why: error.why,
        fix: 'Check e-mail address and password.',
        requestId: error.requestId,
      });
    }
    throw error;
  }
}

/** Signing in to a server that was named makes it the server of the next commands. */
export function rememberServer(context: Context): { serverUrl?: string } {
  return context.settings.stored.serverUrl === context.settings.server
    ? {}
    : { serverUrl: context.settings.server };
}

export async function keep(context: Context, signedIn: SignedIn): Promise<void> {
  const auth = storedAuth(context.settings.server, signedIn);
  await changeConfig(context.settings.configPath, { ...rememberServer(context), auth }, context.warn);
  if (context.settings.environmentToken !== null)
    context.warn('INFRAUDIT_TOKEN is set and comes before this sign-in.');
}
