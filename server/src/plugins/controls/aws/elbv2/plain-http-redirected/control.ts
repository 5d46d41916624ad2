import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { loadBalancerType } from '../../../../providers/aws/resources/load_balancer/schema.ts';
import { isEncrypted, portOf } from '../../load-balancing/balancers.ts';

type Action = { Type?: string | undefined; RedirectConfig?: unknown };

function redirects(actions: readonly Action[] = []): boolean {
  return actions.some(
    ({ Type, RedirectConfig }) =>
      Type === 'redirect' && (RedirectConfig as { Protocol?: string } | undefined)?.Protocol === 'HTTPS',
  );
}

export const control = defineControl({
  id: 'aws-elbv2-plain-http-redirected',
  version: 1,
  title: 'Application load balancer answers plain HTTP with a redirect to HTTPS only',
  severity: 'medium',
  category: 'encryption',
  risk: 'Over plain HTTP everybody on the way reads passwords and session cookies and can change pages. A redirect brings visitors to the encrypted listener.',
  advice: {
    console:
      'EC2 → Load balancers → the balancer → Listeners → HTTP:80 → Edit default action: Redirect to HTTPS, port 443, 301.',
    cli: 'aws elbv2 modify-listener --listener-arn ARN --default-actions "Type=redirect,RedirectConfig={Protocol=HTTPS,Port=443,StatusCode=HTTP_301}"',
    terraform:
      'resource "aws_lb_listener" "http" {\n  port     = 80\n  protocol = "HTTP"\n  default_action {\n    type = "redirect"\n    redirect {\n      protocol    = "HTTPS"\n      port        = "443"\n      status_code = "HTTP_301"\n    }\n  }\n}',
    cloudformation:
      'DefaultActions:\n  - Type: redirect\n    RedirectConfig:\n      Protocol: HTTPS\n      Port: "443"\n      StatusCode: HTTP_301',
  },
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html',
  ],
  resource: loadBalancerType,
  equivalents: ['prowler:elbv2_ssl_listeners'],
  evaluate(balancer) {
    if (balancer.Type !== 'application')
      return notApplicable(`It is a load balancer of the type ${balancer.Type}.`, 'Type');
    const listeners = balancer.Listeners ?? [];
    if (listeners.length === 0) return notApplicable('The balancer has no listener.', 'Listeners');
    const open = listeners.findIndex(
      (listener) => !isEncrypted(listener) && !redirects(listener.DefaultActions),
    );
    if (open >= 0)
      return fail(
        `The listener ${portOf(listeners[open] ?? {})} answers without encryption.`,
        `Listeners.${open}`,
      );
    if (listeners.every(isEncrypted)) return pass('Every listener is encrypted.', 'Listeners');
    const rules = balancer.ListenerRules ?? [];
    const rule = rules.findIndex(({ Actions }) => !redirects(Actions));
    if (rule >= 0)
      return fail(
        `Rule ${rules[rule]?.Priority} of a plain listener answers without encryption.`,
        `ListenerRules.${rule}`,
      );
    return pass(
      'Every listener is encrypted or redirects all requests to HTTPS.',
      'Listeners',
      'ListenerRules',
    );
  },
});
