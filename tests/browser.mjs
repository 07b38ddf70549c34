// The browser that the tests of pages open them in: Chromium, with nothing of its own to ask of the network.
import { createRequire } from 'node:module';

const { chromium } = createRequire(import.meta.url)('playwright-core');

export const launch = () =>
  chromium.launch({
    executablePath: process.env.LIANDONG_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
