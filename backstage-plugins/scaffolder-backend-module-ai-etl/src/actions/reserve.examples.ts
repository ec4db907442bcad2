import { stringify } from 'yaml';

export const examples = [
  {
    description: 'Fails with a clear message when the name is taken or the token is not accepted',
    example: stringify({
      steps: [
        {
          id: 'reserve',
          action: 'ai-etl:reserve',
          name: 'Look whether the name is free',
          input: { pipeline: 'orders-nightly', repoUrl: 'github.com?owner=acme&repo=orders-nightly' },
        },
      ],
    }),
  },
];
