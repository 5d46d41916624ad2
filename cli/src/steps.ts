import type { Example } from './command.ts';

/** The usual way through the commands of a group. */
export const steps = {
  alert: [
    { command: 'infraudit alert list', does: 'what waits' },
    { command: 'infraudit alert get 3', does: 'what happened, since when, and what can be done' },
    { command: 'infraudit alert assign 3 --to me', does: 'the others see that you look after it' },
    {
      command: 'infraudit alert resolve 3 --note "the key was renewed"',
      does: 'it opens again if it recurs',
    },
  ],
  recommendation: [
    { command: 'infraudit recommendation list', does: 'what to do first' },
    {
      command: 'infraudit recommendation get 7',
      does: 'the steps with their commands, and what else changes',
    },
    {
      command: 'infraudit recommendation apply 7 --create-remediation',
      does: 'have the change planned and ask for its approval',
    },
    { command: 'infraudit recommendation dismiss 7 --reason "a public site"', does: 'or say why not' },
  ],
  remediation: [
    { command: 'infraudit remediation suggest --list --resource 43', does: 'what could be changed' },
    { command: 'infraudit remediation suggest-drift 12', does: 'plans it; nothing is changed by that' },
    {
      command: 'infraudit remediation approve 5 --wait',
      does: 'somebody else allows exactly that plan; says whether the finding is gone',
    },
    { command: 'infraudit remediation rollback 5', does: 'plans the way back, within its time' },
  ],
  webhook: [
    { command: 'infraudit webhook events', does: 'what there is to hear of' },
    {
      command: 'infraudit webhook create --name audit --url https://example.com/hook --events drift.detected',
      does: 'prints the secret that signs messages, once',
    },
    {
      command: 'infraudit webhook test wh_4f0c2a6be1d94c0f8a7d',
      does: 'sends a ping and tells the answer',
    },
    {
      command: 'infraudit webhook deliveries wh_4f0c2a6be1d94c0f8a7d --status failed',
      does: 'what did not arrive, and why',
    },
  ],
  notification: [
    {
      command:
        'infraudit notification channels create --name security --kind slack --secret-stdin webhook_url < address',
      does: 'the first channel gets everything that no rule is about',
    },
    { command: 'infraudit notification channels test security', does: 'says whether it arrives' },
    {
      command: 'infraudit notification rules create --channel security --quiet-hours 22:00-07:00',
      does: 'quiet nights; what is critical is told all the same',
    },
    {
      command: 'infraudit notification history --status failed,suppressed',
      does: 'what was not told, and why',
    },
  ],
} satisfies Record<string, readonly Example[]>;
