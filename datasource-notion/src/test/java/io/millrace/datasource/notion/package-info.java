@NullMarked
package io.millrace.datasource.notion;

import org.jspecify.annotations.NullMarked;
