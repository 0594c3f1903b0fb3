"""Crawls a site for links and titles, and says what it took.

Run with: scrapy runspider spider.py -a url=http://localhost:8000/
"""

import resource
import time

import scrapy


class Spider(scrapy.Spider):
    name = "site"
    custom_settings = {
        "ROBOTSTXT_OBEY": True,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
        "LOG_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "COOKIES_ENABLED": False,
    }

    def __init__(self, url, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.start_urls = [url]
        self.pages = 0
        self.begin = time.monotonic()
        self.spent = self.processor()

    @staticmethod
    def processor():
        usage = resource.getrusage(resource.RUSAGE_SELF)
        return usage.ru_utime + usage.ru_stime

    def parse(self, response):
        self.pages += 1
        links = response.css("a::attr(href)").getall()
        yield {
            "url": response.url,
            "title": response.css("title::text").get(),
            "links": len(links),
        }
        yield from response.follow_all(links, self.parse)

    def closed(self, reason):
        spent = self.processor() - self.spent
        seconds = time.monotonic() - self.begin
        print(f"figure pages {self.pages}")
        print(f"figure processor {self.pages / spent}")
        print(f"figure clock {self.pages / seconds}")
