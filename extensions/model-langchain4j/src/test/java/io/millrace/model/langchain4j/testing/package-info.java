/** A server that speaks the protocol of OpenAI, for tests. */
@NullMarked
package io.millrace.model.langchain4j.testing;

import org.jspecify.annotations.NullMarked;
