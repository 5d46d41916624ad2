/** Recorded checks that no control takes on, by name, with the reason; requirements that rest on them say why a person must look. */
export const declinedChecks: Readonly<Record<string, string>> = {
  account_maintain_current_contact_details:
    'Whether details are current only a person can say, and the check itself only says so; whether there are any is judged.',
  account_security_questions_are_registered_in_the_aws_account:
    'No API tells whether security questions are registered, so nobody can judge it; the check itself only says so.',
  cloudtrail_threat_detection_enumeration:
    'It searches a day of events for suspicious patterns; only configurations are judged here, among them whether GuardDuty searches.',
  cloudtrail_threat_detection_llm_jacking:
    'It searches a day of events for suspicious patterns; only configurations are judged here, among them whether GuardDuty searches.',
  cloudtrail_threat_detection_privilege_escalation:
    'It searches a day of events for suspicious patterns; only configurations are judged here, among them whether GuardDuty searches.',
  cloudwatch_log_group_no_secrets_in_logs:
    'It reads what is written in the logs; the content of logs is never read here.',
  waf_global_rule_with_conditions:
    'AWS ended WAF Classic on 30 September 2025; a rule of its successor cannot be made without a statement.',
  waf_global_rulegroup_not_empty:
    'AWS ended WAF Classic on 30 September 2025; web ACLs of its successor are judged by their rules.',
  waf_regional_rule_with_conditions:
    'AWS ended WAF Classic on 30 September 2025; a rule of its successor cannot be made without a statement.',
  waf_regional_rulegroup_not_empty:
    'AWS ended WAF Classic on 30 September 2025; web ACLs of its successor are judged by their rules.',
};
