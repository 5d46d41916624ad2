import { defineCommand, flag, text } from '../../command.ts';
import { CliError, usage } from '../../errors.ts';
import { readSecretLine } from '../../secret-input.ts';
import { keep } from './login.ts';

export const command = defineCommand({
  name: 'register',
  summary: 'Create your account from an invitation and sign in',
  options: {
    invitation: text('--invitation <token>', 'The link of the invitation, or its token'),
    email: text('--email <address>', 'Your address, to be sure that the invitation is for you'),
    name: text('--name <name>', 'Your name'),
    password: text(
      '--password <password>',
      'At least 12 characters; other users may see it in the list of processes',
    ),
    passwordStdin: flag('--password-stdin', 'Read the password from standard input'),
  },
  examples: [
    {
      command: 'infraudit auth register --invitation https://audit.example.com/invite/3f9…',
      does: 'asks for a name and a password',
    },
    {
      command: 'infraudit auth register --invitation 3f9… --name Ana --password-stdin < password.txt',
      does: 'without questions',
    },
  ],
  async run(context, { invitation, email, name, password, passwordStdin }) {
    if (invitation === undefined && !context.canAsk) {
      throw usage(
        'An invitation is needed',
        'Ask an owner of the organisation for one and give it with --invitation.',
      );
    }
    const prompts = await import('../../prompts.ts');
    const link = invitation ?? (await prompts.ask('Link of the invitation'));
    const token = /\/invite\/([^/?#]+)/.exec(link)?.[1] ?? link;
    const api = await context.publicApi();
    const { organization, email: invited, role } = await api.call('getInvitation', { path: { token } });
    if (email !== undefined && email.toLowerCase() !== invited) {
      throw new CliError('The invitation is for another address', {
        why: `It was sent to ${invited}.`,
        fix: 'Leave --email out, or ask for an invitation to your address.',
      });
    }
    context.note(`${invited} is invited to ${organization} as ${role}.`);
    const secret = passwordStdin ? await readSecretLine(context.terminal.stdin, 'password') : password;
    if (secret === undefined && !context.canAsk)
      throw usage('A password is needed', 'Give it with --password-stdin.');
    const body = {
      name: name ?? (context.canAsk ? await prompts.ask('Your name', { optional: true }) : ''),
      password: secret ?? (await prompts.askSecret('Password, at least 12 characters')),
    };
    const signedIn = await api.call('acceptInvitation', { path: { token }, body });
    await keep(context, signedIn);
    context.note(
      `Signed in to ${context.settings.server} as ${signedIn.user.email} (${signedIn.user.role} of ${organization}).`,
    );
    return 0;
  },
});
