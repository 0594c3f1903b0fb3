/** The online_document datasource: Notion pages and databases. */
@NullMarked
package io.millrace.datasource.notion;

import org.jspecify.annotations.NullMarked;
