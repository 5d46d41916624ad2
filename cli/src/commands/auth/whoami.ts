import { defineCommand } from '../../command.ts';

export const command = defineCommand({
  name: 'whoami',
  summary: 'Who you are for the server, and what you may do',
  examples: [
    { command: 'infraudit auth whoami', does: 'shows address, role, organisation and permissions' },
    { command: 'infraudit auth whoami -o json | jq -r .role', does: 'the role for a script' },
  ],
  async run(context) {
    const api = await context.api();
    const me = await api.call('getMe');
    const others = me.organizations.filter(({ id }) => id !== me.organization.id);
    await context.print.record(me, {
      keys: ['id', 'email', 'name', 'role', 'permissions', 'organization', 'auth', 'created_at'],
      text: () =>
        context.print.fields([
          ['Server', api.server],
          ['Account', me.name === '' ? me.email : `${me.name} <${me.email}>`],
          ['Organisation', `${me.organization.name} (#${me.organization.id})`],
          ['Role', me.role],
          ['Permissions', me.permissions.join(', ')],
          ['Signed in by', me.auth.replaceAll('_', ' ')],
          ['Also in', others.map(({ name, role }) => `${name} (${role})`).join(', ')],
        ]),
    });
    return 0;
  },
});
