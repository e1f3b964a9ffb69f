/* Asks Lighthouse, as on a phone, for every page it is told of. Reads a plan from standard input, writes a line
   of JSON for each page: its name, its four scores, what keeps one from being whole, and the figures behind. */

import { text } from "node:stream/consumers";
import { startFlow } from "lighthouse";
import puppeteer from "puppeteer-core";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const FIGURES = {
  tbt: "total-blocking-time", cls: "cumulative-layout-shift", lcp: "largest-contentful-paint",
};

const TRIES = 3;

const plan = JSON.parse(await text(process.stdin));
const browser = await puppeteer.launch({ executablePath: plan.browser, args: ["--no-sandbox"], headless: true });
for (const asked of plan.pages) {
  console.log(JSON.stringify({ name: asked.name, ...(await told(asked, TRIES)) }));
}
await browser.close();

/* On a crowded machine Lighthouse now and then loses its own trace: then it is asked once more. */
async function told(asked, tries) {
  const context = await browser.createBrowserContext(), page = await context.newPage();
  if (asked.cookies.length) await context.setCookie(...asked.cookies);
  try {
    return await audited(page, asked);
  } catch (error) {
    if (tries === 1) throw error;
    return await told(asked, tries - 1);
  } finally {
    await context.close();
  }
}

async function audited(page, asked) {
  const flow = await startFlow(page, { flags: { ignoreStatusCode: true } });
  if (asked.press) await page.goto(asked.address);
  const go = asked.press ? () => page.click(asked.press) : asked.address;
  await flow.navigate(go, { onlyCategories: CATEGORIES, disableStorageReset: true, skipAudits: asked.skip });
  const { lhr } = (await flow.createFlowResult()).steps[0];
  if (lhr.runtimeError) throw new Error(`${asked.name}: ${lhr.runtimeError.message}`);
  return { scores: scores(lhr), faults: faults(lhr), figures: figures(lhr) };
}

function scores(lhr) {
  return Object.fromEntries(CATEGORIES.map((name) => [name, Math.round(lhr.categories[name].score * 100)]));
}

function faults(lhr) {
  const counted = CATEGORIES.flatMap((name) => lhr.categories[name].auditRefs.filter((ref) => ref.weight > 0));
  const failed = counted.map((ref) => lhr.audits[ref.id]).filter((audit) => audit.score !== null && audit.score < 0.9);
  return [...new Set(failed.map((audit) => `${audit.id}: ${audit.displayValue ?? audit.title}`))];
}

function figures(lhr) {
  return Object.fromEntries(Object.entries(FIGURES).map(([name, id]) => [name, lhr.audits[id].numericValue]));
}
