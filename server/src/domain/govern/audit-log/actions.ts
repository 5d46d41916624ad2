/**
 * Every code that an audit event may carry, with the sentence that an auditor reads. A module that changes
 * state adds its codes here. Codes are permanent: events of past years carry them.
 */
export const auditActions = {
  'organization.created': 'An organisation was created.',
  'organization.updated': 'The name or the time zone of the organisation was changed.',
  'organization.viewed_by_support': 'A support operator opened the organisation, read-only.',

  'sign_in.succeeded': 'A person signed in.',
  'sign_in.failed': 'A sign-in was refused.',
  'sign_in.locked': 'Too many wrong passwords locked an account for a while.',
  'sign_in.link_created': 'A link that signs in once was made.',
  'session.ended': 'A person signed out.',
  'session.replayed': 'A refresh token was used a second time, so every token of that sign-in was ended.',
  'session.switched': 'A person changed to this organisation.',
  'user.linked': 'An account of an identity provider was linked to a person.',
  'user.password_changed': 'A person changed their password and their other sign-ins were ended.',

  'member.invited': 'A person was invited.',
  'member.invitation_renewed': 'An invitation got a new link and the earlier link stopped working.',
  'member.invitation_revoked': 'An invitation was withdrawn.',
  'member.joined': 'A person became a member.',
  'member.role_changed': 'The role of a member was changed.',
  'member.removed': 'A member was removed and their sign-ins and keys in the organisation were ended.',

  'api_key.created': 'An API key was created.',
  'api_key.deleted': 'An API key was deleted and stopped working at once.',

  'signing_key.replaced': 'The key that signs checkpoints, exports and evidence was replaced.',

  'provider.connected': 'A cloud account was connected.',
  'provider.external_id_created': 'A random external id for a role was made.',
  'provider.credentials_replaced': 'The credentials of a cloud account were replaced.',
  'provider.credentials_rotated': 'The stored credentials of a cloud account were encrypted with a new key.',
  'provider.write_access_granted': 'Credentials for changing something in a cloud account were stored.',
  'provider.write_access_revoked': 'The credentials for changing something in a cloud account were deleted.',
  'provider.disconnected': 'A cloud account was disconnected and its credentials were deleted.',

  'resource.record_deleted': 'The record of a resource was deleted from the inventory.',

  'baseline.captured_automatically': 'Baselines were captured for resources that had none.',
  'baseline.captured': 'The configuration of a resource was captured as its baseline.',
  'baseline.expired': 'Baselines older than the retention time were removed.',
  'baseline.deleted': 'A baseline was deleted.',

  'drift.detected': 'A drift was detected.',
  'drift.status_changed': 'The status of a drift was changed.',
  'drift.resolved': 'A drift was resolved.',
  'drift_rule.created': 'A rule that hides changes was created.',
  'drift_rule.deleted': 'A rule that hides changes was deleted.',

  'compliance.framework_enabled': 'A version of a framework was enabled, or its scope was changed.',
  'compliance.framework_disabled': 'A version of a framework is not assessed any more.',
  'compliance.assessed': 'A framework was assessed.',

  'inventory.synced': 'A cloud account was read and the inventory brought up to date.',
  'resource.deleted': 'Resources were marked deleted after a complete scan no longer found them.',

  'custom_control.created': 'A control of the organisation was saved for the first time.',
  'custom_control.updated': 'A control of the organisation was changed, enabled or disabled.',
  'custom_control.deleted': 'A control of the organisation was deleted.',
  'exception.requested': 'Somebody asked that failing findings be accepted for a while.',
  'exception.approved': 'Another person accepted failing findings for a while.',
  'exception.rejected': 'Another person refused to accept failing findings.',
  'exception.revoked': 'An exception was ended before its time, or a request was taken back.',
  'exception.expired': 'The time of an exception was over.',
  'exception.reopened': 'Accepted evidence changed, so findings count as failing again.',
  'attestation.made': 'A person attested a requirement that no control can answer.',
  'attestation.withdrawn': 'An attestation was withdrawn.',

  'alert.raised': 'An alert was raised.',
  'alert.reopened': 'An alert opened again because its cause recurred or became worse.',
  'alert.acknowledged': 'A person said that they look after an alert.',
  'alert.resolved': 'An alert was resolved by a person or because its cause is over.',

  'job.created': 'A job was made.',
  'job.edited': 'The definition of a job was changed.',
  'job.paused': 'A job was paused.',
  'job.resumed': 'A paused job was resumed.',
  'job.deleted': 'A job was deleted.',
  'job.enabled': 'A job was enabled.',
  'job.disabled': 'A job was disabled.',
  'job.schedule_changed': 'The schedule of a job was changed.',
  'execution.requested': 'A run of a job was asked for.',
  'execution.undo_requested': 'Taking back what a run changed was asked for.',
  'execution.approval_requested': 'A run prepared its plan and waits for approval.',
  'execution.cancel_requested': 'Ending a run was asked for.',
  'execution.retention_applied': 'Old runs of jobs or their logs were removed.',
  'execution.taken_up_again':
    'A run went back into the queue: its worker was lost or stopped, or it tries again.',
  'execution.succeeded': 'A run of a job succeeded.',
  'execution.failed': 'A run of a job failed.',
  'execution.skipped': 'A run of a job was due and did not take place.',
  'execution.cancelled': 'A run of a job was cancelled.',

  'approval.requested': 'A plan was put before people to approve or reject.',
  'approval.approved': 'A plan was approved.',
  'approval.rejected': 'A plan was rejected.',
  'approval.expired': 'Nobody decided about a plan in time.',
  'approval.cancelled': 'A plan was withdrawn before anybody decided.',
  'approval.reassigned': 'Other people were asked to decide about a plan.',
  'approval.escalated': 'Administrators were asked to decide about a plan too.',

  'audit.exported': 'The audit log was exported.',
  'evidence.sealed': 'The records that prove an act were sealed as a package of evidence.',

  'report.generated': 'A report was made, stored and delivered.',
  'report.opened': 'A recipient opened a report that was delivered to them.',
  'report.deleted': 'A report was deleted for everybody.',
  'webhook.created': 'An address of another system was registered to hear of events.',
  'webhook.updated': 'A webhook got another name, address or other events.',
  'webhook.enabled': 'A webhook that was disabled or paused gets events again.',
  'webhook.disabled': 'A webhook was disabled, and what waited for it is not sent.',
  'webhook.paused': 'A webhook was paused because nothing arrives there any more.',
  'webhook.deleted': 'A webhook was deleted with its deliveries.',
  'webhook.tested': 'Somebody sent a ping to a webhook.',
  'webhook.redelivered': 'Somebody sent a message to a webhook once more.',
  'webhook.secret_rotated': 'The secret that signs for a webhook was replaced.',
  'delivery.failed':
    'A message to another system was given up: every attempt failed, or another one makes no sense.',
} as const;

export type AuditAction = keyof typeof auditActions;
