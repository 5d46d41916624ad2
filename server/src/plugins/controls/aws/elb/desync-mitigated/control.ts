import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { loadBalancerType } from '../../../../providers/aws/resources/load_balancer/schema.ts';
import { isClassic } from '../../load-balancing/balancers.ts';

export const control = defineControl({
  id: 'aws-elb-desync-mitigated',
  version: 1,
  title: 'Classic load balancer mitigates request smuggling',
  severity: 'medium',
  category: 'networking',
  risk: 'In monitor mode requests that balancer and server read differently are passed on, and one visitor can put words into the mouth of another.',
  advice: {
    console:
      'EC2 → Load balancers → the classic balancer → Attributes → Edit: desync mitigation mode "Defensive" or "Strictest".',
    cli: "aws elb modify-load-balancer-attributes --load-balancer-name NAME --load-balancer-attributes 'AdditionalAttributes=[{Key=elb.http.desyncmitigationmode,Value=defensive}]'",
    terraform: 'resource "aws_elb" "this" {\n  desync_mitigation_mode = "defensive"\n}',
    cloudformation:
      '# CloudFormation does not know this attribute of classic balancers; make the call above.',
  },
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/config-desync-mitigation-mode.html',
  ],
  resource: loadBalancerType,
  equivalents: ['prowler:elb_desync_mitigation_mode'],
  evaluate(balancer) {
    if (!isClassic(balancer)) return notApplicable('It is no classic load balancer.', 'Type');
    const mode =
      balancer.AdditionalAttributes?.find(({ Key }) => Key === 'elb.http.desyncmitigationmode')?.Value ??
      'defensive';
    if (mode === 'defensive' || mode === 'strictest')
      return pass(`The mitigation mode is ${mode}.`, 'AdditionalAttributes');
    return fail(`The mitigation mode is ${mode}.`, 'AdditionalAttributes');
  },
});
