/** Recorded checks that no control takes on, by name, with the reason; requirements that rest on them say why a person must look. */
export const declinedChecks: Readonly<Record<string, string>> = {
  account_security_questions_are_registered_in_the_aws_account:
    'No API tells whether security questions are registered, so nobody can judge it; the check itself only says so.',
};
