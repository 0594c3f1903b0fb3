/** LangChain4j's models behind core's ports. */
@NullMarked
package io.millrace.model.langchain4j;

import org.jspecify.annotations.NullMarked;
