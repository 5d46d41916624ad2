import { inCategory } from '../../../plugin-kit/requirement-rows.ts';

export const appendices = [
  ...inCategory('A1', [
    ['A1.1', "Each customer's processes reach its own card data only", 'process', ['Service providers']],
    ['A1.2', 'Each customer reaches its own environment only', 'process', ['Service providers']],
    ['A1.3', "Logs of each customer's environment are on", 'process', ['Service providers']],
    ['A1.4', 'Investigation of incidents of any customer is supported', 'process', ['Service providers']],
  ]),
  ...inCategory('A2', [
    ['A2.1', 'Terminals with early TLS are shown not to be at risk', 'process'],
    ['A2.2', 'Providers with early TLS have a plan to end it', 'process', ['Service providers']],
    ['A2.3', 'Providers offer a secure service', 'process', ['Service providers']],
  ]),
  ...inCategory('A3', [
    ['A3.1.1', 'Executives are responsible for a compliance programme', 'people', ['Designated entities']],
    ['A3.1.2', 'A compliance programme with its activities is in place', 'process', ['Designated entities']],
    ['A3.1.3', 'Roles for compliance are defined and assigned', 'people', ['Designated entities']],
    ['A3.1.4', 'People with duties for compliance are trained each year', 'people', ['Designated entities']],
    ['A3.2.1', 'The scope is confirmed every three months', 'process', ['Designated entities']],
    ['A3.2.2', 'Impact on scope is judged at each change', 'process', ['Designated entities']],
    ['A3.2.2.1', 'After changes all requirements are confirmed', 'process', ['Designated entities']],
    ['A3.2.3', 'Changes of the organisation lead to a review of scope', 'process', ['Designated entities']],
    ['A3.2.4', 'Separation of networks is tested every six months', 'process', ['Designated entities']],
    [
      'A3.2.5',
      'Card numbers are looked for everywhere every three months',
      'process',
      ['Designated entities'],
    ],
    ['A3.2.5.1', 'The search for card numbers is shown to work', 'process', ['Designated entities']],
    ['A3.2.5.2', 'Card numbers found outside start a procedure', 'process', ['Designated entities']],
    [
      'A3.2.6',
      'Card numbers leaving unencrypted are noticed and stopped',
      'process',
      ['Designated entities'],
    ],
    ['A3.2.6.1', 'Attempts to take card numbers out start a procedure', 'process', ['Designated entities']],
    ['A3.3.1', 'Failing security systems are noticed and alerted', 'process', ['Designated entities']],
    ['A3.3.1.1', 'Failures of security systems are answered promptly', 'process', ['Designated entities']],
    ['A3.3.2', 'Technology is reviewed each year', 'process', ['Designated entities']],
    [
      'A3.3.3',
      'That work follows the requirements is reviewed every three months',
      'process',
      ['Designated entities'],
    ],
    ['A3.4.1', 'Accounts and rights are reviewed every six months', 'process', ['Designated entities']],
    ['A3.5.1', 'Patterns of attack are noticed and answered promptly', 'process', ['Designated entities']],
  ]),
];
