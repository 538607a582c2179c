// What a frame of scrolling costs in script, by the browser's own metrics.
const WHEELS = 300;

/** Ours. */
export async function scrollOurs(visit, px) {
  const rows = visit.app.locator('.rows');
  const { x, y, width, height } = await rows.boundingBox();
  const figures = await wheel(visit.page, visit.frame(), '.rows', { x: x + width / 2, y: y + height / 2 }, px);
  return { figures, box: { width: Math.round(width), height: Math.round(height) } };
}

/** The other table: as many rows, in a box of the same size. */
export async function scrollTanstack(browser, url, { px, count, width, height }) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, timezoneId: 'Europe/Berlin' });
  try {
    await page.goto(`${url}?${new URLSearchParams({ count, width, height })}`);
    await page.locator('.row[data-event]').first().waitFor();
    const box = await page.locator('.rows').boundingBox();
    return await wheel(page, page.mainFrame(), '.rows', { x: box.x + box.width / 2, y: box.y + box.height / 2 }, px);
  } finally {
    await page.close();
  }
}

/** Turns the wheel; gives milliseconds for each frame that scrolled, and how many of those frames had rows without content. */
async function wheel(page, frame, selector, at, px) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const metrics = async () => Object.fromEntries((await session.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value]));
  await page.mouse.move(at.x, at.y);
  // The first turns fill caches and are not counted.
  for (let n = 0; n < 30; n += 1) await page.mouse.wheel(0, px);
  await page.waitForTimeout(500);
  await frame.evaluate((selector) => {
    const rows = document.querySelector(selector);
    const seen = { frames: 0, bare: 0, isOver: false, top: rows.scrollTop, begin: rows.scrollTop };
    const look = () => {
      if (rows.scrollTop !== seen.top) {
        seen.frames += 1;
        if (rows.querySelector('.pending')) seen.bare += 1;
      }
      seen.top = rows.scrollTop;
      if (!seen.isOver) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    window.scrolling = seen;
  }, selector);
  const before = await metrics();
  for (let n = 0; n < WHEELS; n += 1) await page.mouse.wheel(0, px);
  await page.waitForTimeout(200);
  const after = await metrics();
  const { frames, bare, begin, top } = await frame.evaluate(() => {
    window.scrolling.isOver = true;
    return window.scrolling;
  });
  await session.detach();
  if (frames < WHEELS / 4 || top - begin < (WHEELS * px) / 2) throw new Error(`the wheel moved ${top - begin} px in ${frames} frames`);
  const perFrame = (name) => Math.round(((after[name] - before[name]) / frames) * 100_000) / 100;
  return { script: perFrame('ScriptDuration'), style: perFrame('RecalcStyleDuration'), layout: perFrame('LayoutDuration'), task: perFrame('TaskDuration'), frames, bare };
}
