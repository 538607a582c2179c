/** Has the questions answered by filtering a list of parsed records, in a worker of the same browser. */
export async function answerByList(browser, url, asked, file) {
  const page = await browser.newPage();
  try {
    await page.goto(`${url}/list/index.html`);
    return await page.evaluate(([asked, file]) => window.answerAll(asked, `/data/${file}`), [asked, file]);
  } finally {
    await page.close();
  }
}
