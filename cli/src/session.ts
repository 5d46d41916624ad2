import { changeConfig, readConfig, type StoredAuth, withConfigLock } from './config-file.ts';
import { CliError, explainNetwork, Interrupted, signInAdvice, type TokenSource } from './errors.ts';
import { type Settings, serverAddress } from './settings.ts';
import type { Terminal } from './terminal.ts';

/** The tokens of this machine for one server. */
export type Session = {
  from: TokenSource;
  email: string | null;
  /** Throws when there is nothing to sign in with. */
  require(): void;
  /** The token to send; renewed first when it is about to expire. */
  token(): Promise<string | undefined>;
  /** After a 401: true when there is a new token to try with. */
  renew(): Promise<boolean>;
};

export type SignedIn = { token: string; refresh_token: string; expires_at: string; user: { email: string } };

const earlyMs = 20_000;
const timeoutSeconds = 30;

type Parts = { settings: Settings; terminal: Terminal; warn(line: string): void; debug(line: string): void };

export function sessionOf(parts: Parts): Session {
  const { settings, terminal } = parts;
  const { environmentToken, stored, server } = settings;
  if (environmentToken !== null) {
    return {
      from: 'environment',
      email: null,
      require: () => {},
      token: async () => environmentToken,
      renew: async () => false,
    };
  }
  let auth = stored.auth;
  const belongsHere = auth.serverUrl === null || sameServer(auth.serverUrl, server);
  const renewOnce = async (): Promise<boolean> => {
    const used = auth.token;
    if (auth.refreshToken === null) return false;
    auth = await withConfigLock(settings.configPath, async () => {
      const latest = (await readConfig(settings.configPath, parts.warn)).auth;
      // Another command renewed it meanwhile: a second use of the refresh token would end the sign-in.
      if (latest.token !== null && latest.token !== used) return latest;
      const renewed = await requestTokens(server, auth.refreshToken ?? '', terminal.interrupt);
      parts.debug('the access token was renewed');
      const next = storedAuth(server, renewed);
      await changeConfig(settings.configPath, { auth: next }, parts.warn);
      return next;
    });
    return true;
  };
  return {
    from: auth.token === null && auth.refreshToken === null ? 'none' : 'file',
    email: auth.email,
    require() {
      if (auth.token === null && auth.refreshToken === null) {
        throw new CliError('You are not signed in', {
          why: `There is no token in ${settings.configPath}.`,
          fix: signInAdvice('none'),
        });
      }
      if (!belongsHere) {
        throw new CliError(`You are not signed in to ${server}`, {
          why: `The stored tokens are for ${auth.serverUrl} and are not sent elsewhere.`,
          fix: `Run infraudit auth login --server ${server}, or leave --server out.`,
        });
      }
    },
    async token() {
      const endsSoon =
        auth.expiresAt !== null && Date.parse(auth.expiresAt) - earlyMs < terminal.now().getTime();
      if ((auth.token === null || endsSoon) && auth.refreshToken !== null) await renewOnce();
      return auth.token ?? undefined;
    },
    renew: renewOnce,
  };
}

export function storedAuth(server: string, signedIn: SignedIn): StoredAuth {
  return {
    serverUrl: server,
    email: signedIn.user.email,
    token: signedIn.token,
    refreshToken: signedIn.refresh_token,
    expiresAt: signedIn.expires_at,
  };
}

function sameServer(a: string, b: string): boolean {
  try {
    return serverAddress(a, 'auth.server_url') === b;
  } catch {
    return false;
  }
}

async function requestTokens(
  server: string,
  refreshToken: string,
  interrupt: AbortSignal,
): Promise<SignedIn> {
  let answer: Response;
  try {
    answer = await fetch(`${server}/api/v1/auth/refresh`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refresh_token: refreshToken }),
      signal: AbortSignal.any([interrupt, AbortSignal.timeout(timeoutSeconds * 1000)]),
    });
  } catch (error) {
    if (interrupt.aborted) throw new Interrupted('The sign-in was not renewed.');
    throw explainNetwork(error, server, timeoutSeconds);
  }
  const body = (await answer.json().catch(() => null)) as Partial<SignedIn> | null;
  if (
    answer.ok &&
    typeof body?.token === 'string' &&
    typeof body.refresh_token === 'string' &&
    typeof body.expires_at === 'string'
  ) {
    return body as SignedIn;
  }
  if (answer.status === 401 || answer.status === 403) {
    throw new CliError('Your sign-in has expired', {
      why: 'Neither the access token nor the refresh token is valid any more.',
      fix: 'Run infraudit auth login.',
    });
  }
  throw new CliError('Your sign-in could not be renewed', {
    why: `${server} answered ${answer.status}.`,
    fix: 'Try again, or run infraudit auth login.',
  });
}
