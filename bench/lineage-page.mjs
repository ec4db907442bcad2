/** What the moving of a page in Chromium costs. */

/** Memory of the page's own objects after a collection, in MB. */
export async function memoryMb(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1e6;
}

/** Frames while something moves; the main thread's own work a frame does not depend on who else uses the machine. */
export async function moving(page, move) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await page.evaluate(() => {
    const frames = [];
    window.benchFrames = frames;
    const note = (now) => {
      frames.push(now);
      window.benchFrame = requestAnimationFrame(note);
    };
    window.benchFrame = requestAnimationFrame(note);
  });
  const before = await taskSeconds(session);
  await move();
  const after = await taskSeconds(session);
  const frames = await page.evaluate(() => {
    cancelAnimationFrame(window.benchFrame);
    return window.benchFrames;
  });
  await session.detach();
  const gaps = frames.slice(1).map((at, index) => at - frames[index]);
  const total = frames.at(-1) - frames[0];
  return {
    fps: (gaps.length * 1000) / total,
    p95: gaps.toSorted((one, other) => one - other)[Math.floor(gaps.length * 0.95)],
    busy: ((after - before) * 1000) / gaps.length,
  };
}

async function taskSeconds(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value;
}

/** Milliseconds from an act until the picture stands still: its drawing has not changed for three frames. */
export async function until(page, act) {
  await page.evaluate(() => {
    const stage = document.querySelector('[role=application]');
    window.benchChanged = performance.now();
    window.benchWatch = new MutationObserver(() => (window.benchChanged = performance.now()));
    window.benchWatch.observe(stage, { subtree: true, childList: true, attributes: true });
    window.benchBegan = performance.now();
  });
  await act();
  return page.evaluate(async () => {
    const rest = () => new Promise((resolve) => setTimeout(resolve, 700));
    do await rest();
    while (performance.now() - window.benchChanged < 600);
    window.benchWatch.disconnect();
    return window.benchChanged - window.benchBegan;
  });
}
