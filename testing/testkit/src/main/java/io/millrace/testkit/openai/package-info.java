/**
 * A server on loopback that speaks the protocol of OpenAI, for tests of whatever calls such a one.
 *
 * <p>Start at {@link io.millrace.testkit.openai.FakeOpenAi}; what it may answer is made by {@link
 * io.millrace.testkit.openai.FakeReply}.
 */
@NullMarked
package io.millrace.testkit.openai;

import org.jspecify.annotations.NullMarked;
